#pragma once

#include <string_view>
#include <vector>

#include <podofo/podofo.h>

#include <review/limits.hpp>
#include <review/part.hpp>

#include "base/budget.hpp"
#include "format/pdf/images/colours.hpp"
#include "format/pdf/lexer.hpp"

namespace review::pdf {

// A place of the page where no picture keeps a sample.
struct BlankPlace {
    Quad quad{};
    Tone tone = Tone::box;
};

// Copies the pictures that lie under blank places, without the samples there: of the picture and of its masks,
// for a mask can have the shape of what is gone. Only keys that say how to draw the picture are copied.
class PictureCutter {
public:
    // Where places overlap, the later one counts.
    PictureCutter(PoDoFo::PdfMemDocument& document, const Limits& limits, Budget& budget, std::vector<BlankPlace> places)
        : document_(document), limits_(limits), budget_(budget), places_(std::move(places)) {}

    // `place`: where the unit square of a picture lies on the page.
    bool touches(const Quad& place) const;

    // The copy, for this one place. Throws Errc::malformed, unsupported or limit where the picture cannot be
    // decoded; the message says why.
    PoDoFo::PdfReference cut(const PoDoFo::PdfObject& picture, const Quad& place);

    // An inline picture; `stream` is the content it stands in, and `resources` are those of the content.
    PoDoFo::PdfReference cut_inline(const Operation& op, std::string_view stream, const PoDoFo::PdfDictionary& resources,
                                    const Quad& place);

private:
    PoDoFo::PdfReference copy(const PoDoFo::PdfObject& picture, const Quad& place, bool soft_mask);

    PoDoFo::PdfMemDocument& document_;
    const Limits& limits_;
    Budget& budget_;
    std::vector<BlankPlace> places_;
};

}  // namespace review::pdf
