#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include <review/redaction_plan.hpp>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// Where a glyph goes that stays on a line which lost others.
struct Moved {
    double along_x = 0, along_y = 0;  // shift on the page, in points
    double squeeze = 1;               // of its width: what follows a box may have to fit into its cell
    std::uint32_t follows = none;     // the glyph it adjoins without a gap; none: it starts a run
    static constexpr std::uint32_t none = ~std::uint32_t{0};
};

// What covers a run of cut glyphs: its place, and the first glyph it stands for.
struct CoverBox {
    Quad quad{};
    std::uint32_t number = 0;
    bool tiled = false;  // in a pattern's cell: there is no one place to cover
};

// What shows of the page, as nest 0, and of each nested content.
using Extents = std::map<std::uint32_t, Quad>;

// How the lines of a page are set again so that the width of what is cut does not show: not in the box, not
// in the place of what follows, not in the gaps a justified line was stretched by.
struct LinePlan {
    std::unordered_map<std::uint32_t, Moved> moved;  // every glyph that stays in a touched segment
    std::vector<CoverBox> boxes;
};

// `cut` are the numbers that go, ascending. `em` tells each number's font size on the page. Boxes end at the
// next cell, and at the edges of what shows. `width` is grid, fixed or line.
//
// A segment is a line up to the next cell (a gap of more than cell_gap, or one of `rules`). Its glyphs are set with the advances
// of their fonts alone and gaps of a quarter em; a box is a whole number of steps wide (grid: four em, as
// wide as the longest usual name), or always four em (fixed), or reaches from where it begins to the end of the cell or of the longest line (line). A
// segment that
// shares its left edge, its right edge or its middle with one of another width keeps that; where none is
// shared its place may tell its width, and it starts at a multiple of the step.
LinePlan plan_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<std::uint32_t>& cut,
                    const GlyphSizes& em, const std::vector<Rule>& rules, Width width,
                    const Extents& extents);

}  // namespace review::pdf
