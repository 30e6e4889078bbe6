#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// A page's glyphs in reading order: text with the spaces, tabs and line ends that geometry implies,
// and for each glyph of the part the drawing numbers it stands for: none for a space the layout
// inserted, several where the same glyph is painted twice (fake bold).
struct ReadingOrder {
    std::string text;
    std::vector<std::uint32_t> glyph_ends;
    std::vector<Quad> quads;
    std::vector<std::uint32_t> drawn_ends;  // drawn numbers of glyph i: between drawn_ends[i - 1] and [i]
    std::vector<std::uint32_t> drawn;
    std::vector<std::uint32_t> cell_lines;  // Part::cell_lines
    std::uint32_t again_from = ~std::uint32_t{0};  // the first glyph of other readings
    std::string marked;  // what marked content says that stands for none of the glyphs, a line each

    std::size_t first_glyphs() const { return std::min<std::size_t>(again_from, glyph_ends.size()); }
    std::string first_text() const { return text.substr(0, first_glyphs() == 0 ? 0 : glyph_ends[first_glyphs() - 1]); }  // without other readings
    std::span<const std::uint32_t> drawn_of(std::size_t glyph) const;
    // The glyphs that stand for nothing but these drawn numbers, ascending.
    std::vector<std::uint32_t> only_of(const std::vector<std::uint32_t>& numbers) const;
    // Part::painted.
    std::vector<std::uint32_t> painted() const;
};

// A tab stands where the gap is wide, or where one of `rules` parts two cells.
ReadingOrder reading_order(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules = {});

}  // namespace review::pdf
