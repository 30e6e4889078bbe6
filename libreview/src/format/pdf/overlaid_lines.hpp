#pragma once

#include <vector>

#include "format/pdf/overlaid.hpp"

namespace review::pdf {

// What becomes of lines on which texts lie over each other.
class OverlaidLines {
public:
    // `copies`: as of overlaid_texts(). `again`: where the texts are read once more, beside the line as it stands; null: each is a line of
    // its own instead.
    OverlaidLines(GlyphCopies* copies, std::vector<TextLine>* again) : copies_(copies), again_(again) {}

    void add(TextLine&& line, std::vector<TextLine>& lines);

private:
    TextLine of_text(const TextLine& line, const OverlaidTexts& texts, std::uint32_t one) const;
    void read_again(const TextLine& line, TextLine&& again);

    GlyphCopies* copies_;
    std::vector<TextLine>* again_;
};

// Whether any of them is read in another way here.
bool is_disputed(const std::vector<LineGlyph>& glyphs);

}  // namespace review::pdf
