#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <review/part.hpp>

namespace review::pdf {

// One shown glyph as the layout sees it. Owned text: fonts may go before the page is laid out.
struct PlacedGlyph {
    std::uint32_t number = 0;  // drawing order
    std::string_view unicode;
    Quad quad{};
    bool vertical = false;
    std::uint32_t nest = 0;    // which nested content it stands in; 0: none. Each is read by itself
    bool tiled = false;        // in a pattern's cell: drawn in many places, and the quad is that of one
    bool disputed = false;     // `unicode` is of a second reading, and the first has another letter
};

// Font sizes on the page, by drawing number; 0: not known.
using GlyphSizes = std::vector<double>;

// The text inside the procedures of Type 3 glyphs that say something else as well. They are drawn by it: it is no second reading.
constexpr std::uint32_t nest_of_procedures = (std::uint32_t{1} << 31) - 1;

// Added to a nest: what a person sees there, where a font's /ToUnicode says other letters. Another reading, of the
// lines in which one is disputed.
constexpr std::uint32_t nest_of_shapes = std::uint32_t{1} << 31;

// Added to a nest: what programs show there that take the CIDs of a font which tells nothing for characters. Read as
// the shapes are.
constexpr std::uint32_t nest_of_numbers = std::uint32_t{3} << 30;

// Added to a nest, and to that of another reading: one of several texts that lie over each other, where the first reading has their
// glyphs as they stand from left to right.
constexpr std::uint32_t nest_of_texts = std::uint32_t{7} << 29, nest_of_texts_again = std::uint32_t{1} << 28;

// Added to a nest: what people copy there, where marked content has an /ActualText that says something else. Read as the shapes are.
constexpr std::uint32_t nest_of_marks = std::uint32_t{5} << 29;

// What is read of a second reading is no more than the lines where it is one. Those come behind all others.
inline bool is_second(std::uint32_t nest) { return nest >= nest_of_shapes; }

// Lines of one direction are read together; text at right angles to it is another stream.
struct Direction {
    bool vertical = false;
    bool mirrored = false;
    int degrees = 0;
    std::uint32_t nest = 0;
    auto operator<=>(const Direction&) const = default;
};

// The axes of a writing direction on the page: u along the line, v across it, upwards. Unit vectors.
struct Axes {
    double ux = 1, uy = 0, vx = 0, vy = 1;
};
Axes axes_of(const Direction& direction);

// A glyph in the frame of its writing direction.
struct LineGlyph {
    const PlacedGlyph* glyph = nullptr;
    double left = 0, right = 0, middle = 0, height = 0;
};

// Glyphs whose middles are level, from left to right.
struct TextLine {
    Direction direction;
    std::vector<LineGlyph> glyphs;
    bool next_cell = false;  // it is what stands in the next cell of the row that the line before is in
    bool same_cell = false;  // it goes on with the cell of the line before
    std::size_t empty_before = 0, empty_behind = 0;  // cells of its row that have nothing in them
};

constexpr double smallest_gap = 0.18;  // of the glyph's height: less is letter spacing
constexpr double cell_gap = 1.6;       // more is the next cell or column

// Whether every number is finite and of a size that can be calculated with. NaN compares false.
inline bool is_finite(const Quad& quad) {
    double sum = 0;
    for (const double value : quad) sum += std::abs(value);
    return sum <= 1e9;
}

// A quad that is.
Quad finite(const Quad& quad);

struct Rule;

// Glyphs that are painted once more beside others, which are read for them and cut with them, by drawing number.
using GlyphCopies = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

struct ReadLines {
    std::vector<TextLine> lines;
    std::vector<TextLine> again;  // where texts lie over each other: one text, and what lies over none
    GlyphCopies copies;           // in none of them
};

// What is placed on the page comes before what is nested. In each the direction most of it is written in comes
// first, its lines from the top, down one column after the other where there are any; n log n. `rules` tell tables
// from columns. The lines point into `glyphs`.
std::vector<TextLine> text_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules);
std::vector<TextLine> text_lines(const std::vector<PlacedGlyph>& glyphs);

// The same for reading.
ReadLines read_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules);

// The same to set them again: texts that lie over each other are lines of their own. `copies`: where they are told to; null: they are
// texts, too.
std::vector<TextLine> lines_apart(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules, GlyphCopies* copies);

// Whether a glyph says nothing but white space.
bool is_blank(std::string_view unicode);

// Fake bold and shadows: the same glyph again, well within its own width.
inline double bold_step(const LineGlyph& glyph) { return std::min(0.5, 0.3 * (glyph.right - glyph.left)); }
inline double shadow_step(const LineGlyph& glyph) { return std::min(0.12 * glyph.height, 0.5 * (glyph.right - glyph.left)); }
inline double farthest_again(const LineGlyph& again) { return std::max(bold_step(again), shadow_step(again)); }
bool painted_twice(const LineGlyph& first, const LineGlyph& again);

}  // namespace review::pdf
