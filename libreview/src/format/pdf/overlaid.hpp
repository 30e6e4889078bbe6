#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// Which text each glyph of a line belongs to, where some lie over each other: a watermark, a shadow, letters nobody sees, a second
// OCR. A text is what is painted one behind the other to the right, and what fits in between.
struct OverlaidTexts {
    static constexpr std::uint32_t none = ~std::uint32_t{0};  // lies over nothing, and is read with any of them
    static constexpr std::uint32_t copy = none - 1;           // stands beside the same glyph of another text, painted once more
    std::uint32_t count = 0;           // texts that differ; below two there is nothing to be told apart
    std::vector<std::uint32_t> text;   // of each glyph: below `count`, none or copy
    std::vector<std::size_t> painted;  // where there are more than anybody can tell apart: what lies over each other, as it is painted
    std::vector<std::uint32_t> home;   // the same, and for `none` the text that was painted next to it
};

// Whether anything of a line does, its glyphs from left to right: more than kerning explains. Linear, and quick where nothing does.
bool lies_over(const std::vector<LineGlyph>& line);

// `copies`: where copies are told to; null: they are a text of their own.
OverlaidTexts overlaid_texts(const std::vector<LineGlyph>& line, GlyphCopies* copies);

}  // namespace review::pdf
