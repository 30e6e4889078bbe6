#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/part.hpp>
#include <review/redaction_plan.hpp>

#include "format/pdf/label_font.hpp"
#include "format/pdf/matrix.hpp"

namespace review::pdf {

// Where a code of so many em stands in a box: along its longer side where that is more than twice the other.
struct LabelPlace {
    Matrix text;    // the text matrix, for a font of size 1
    Quad around{};  // from the foot of the box to its head, as wide as the code
};

// None: it would be smaller than four points there, and nobody could read it.
std::optional<LabelPlace> place_label(const Quad& box, double em_wide);

// Operators that print the code in white in each place, in the graphics state a page starts with.
std::string print_labels(const std::vector<LabelPlace>& places, const std::string& font_name, const std::string& shown);

// The code of one redaction, its font in the file once it is used, and where it was printed.
class Labels {
public:
    Labels(PoDoFo::PdfMemDocument& document, const std::string& code, const std::string& font_file)
        : document_(document), font_(code, font_file) {}

    double width() const { return font_.width(); }
    const std::string& shown() const { return font_.shown(); }
    PoDoFo::PdfReference font();
    void note(std::uint32_t page, const Quad& place) { printed_.push_back({page, place}); }
    std::vector<PrintedLabel> printed() const { return printed_; }

private:
    PoDoFo::PdfMemDocument& document_;
    LabelFont font_;
    std::optional<PoDoFo::PdfReference> embedded_;
    std::vector<PrintedLabel> printed_;
};

// A box drawn by hand begins at the corner that is below on the left of the page as it is shown.
Quad turned_upright(const Quad& box, int quarters);

}  // namespace review::pdf
