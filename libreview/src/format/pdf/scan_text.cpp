#include "format/pdf/scan_text.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace review::pdf {

namespace {

// Of the font's size. Fonts of an OCR often have no descenders, and what they stand for has.
constexpr double margin = 0.05;
constexpr double margin_along = 0.1;
constexpr double descender = 0.25;
constexpr double whole_height = 1.05;  // a glyph's box as high as that has its descender
constexpr double word_gap = 0.3;       // of the glyph's height

using Glyphs = std::span<const LineGlyph>;

// Kinds of characters that print gives one width each, and all others.
enum class GlyphKind { wide, digit, other };

GlyphKind kind_of(std::string_view unicode) {
    if (!unicode.empty() && static_cast<unsigned char>(unicode[0]) >= 0xE3) return GlyphKind::wide;  // from U+3000 on
    return unicode.size() == 1 && unicode[0] >= '0' && unicode[0] <= '9' ? GlyphKind::digit : GlyphKind::other;
}

// Each letter got the same share of the word, which print does not give it.
bool is_spread_evenly(Glyphs word) {
    const double width = word[0].right - word[0].left;
    const auto kind = kind_of(word[0].glyph->unicode);
    bool one_kind = kind != GlyphKind::other;
    for (const auto& glyph : word) {
        if (std::abs(glyph.right - glyph.left - width) > 0.02 * width) return false;
        one_kind = one_kind && kind_of(glyph.glyph->unicode) == kind;
    }
    return word.size() > 1 && !one_kind;
}

bool begins_word(const LineGlyph& before, const LineGlyph& glyph) {
    return is_blank(before.glyph->unicode) || is_blank(glyph.glyph->unicode) || glyph.left - before.right > word_gap * glyph.height;
}

// Which glyphs of a line are covered.
std::vector<bool> covered(Glyphs line, const std::vector<std::uint32_t>& cut) {
    std::vector<bool> over;
    for (const auto& glyph : line) over.push_back(std::binary_search(cut.begin(), cut.end(), glyph.glyph->number));
    for (std::size_t begin = 0, end = 0; begin < line.size(); begin = end) {
        for (end = begin + 1; end < line.size() && !begins_word(line[end - 1], line[end]);) ++end;
        const auto first = over.begin() + static_cast<std::ptrdiff_t>(begin), last = over.begin() + static_cast<std::ptrdiff_t>(end);
        const bool loses = std::find(first, last, true) != last;
        if (loses && is_spread_evenly(line.subspan(begin, end - begin))) std::fill(first, last, true);
    }
    return over;
}

CoverBox box_over(Glyphs run, const Direction& direction, double em, std::uint32_t number) {
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300, height = 0;
    for (const auto& glyph : run) {
        left = std::min(left, glyph.left);
        right = std::max(right, glyph.right);
        low = std::min(low, glyph.middle - glyph.height / 2);
        high = std::max(high, glyph.middle + glyph.height / 2);
        height = std::max(height, glyph.height);
    }
    if (em < 0.2 * height) em = height;  // a size of nothing, or one that Tz makes up for
    left -= margin_along * em, right += margin_along * em;
    low -= (direction.vertical || height > whole_height * em ? margin : descender) * em, high += margin * em;
    const auto axes = axes_of(direction);
    const auto x = [&](double u, double v) { return u * axes.ux + v * axes.vx; };
    const auto y = [&](double u, double v) { return u * axes.uy + v * axes.vy; };
    return {{x(left, low), y(left, low), x(right, low), y(right, low), x(right, high), y(right, high), x(left, high), y(left, high)}, number};
}

}  // namespace

std::vector<CoverBox> boxes_over_scan(const std::vector<PlacedGlyph>& scanned, const std::vector<std::uint32_t>& cut,
                                      const GlyphSizes& em) {
    std::vector<CoverBox> boxes;
    for (const auto& line : lines_apart(scanned, {}, nullptr)) {
        const Glyphs glyphs = line.glyphs;
        const auto over = covered(glyphs, cut);
        for (std::size_t begin = 0, end = 0; begin < over.size(); begin = end) {
            for (end = begin; end < over.size() && over[end] == over[begin] &&
                              (end == begin || glyphs[end].left - glyphs[end - 1].right <= cell_gap * glyphs[end].height);) {
                ++end;
            }
            if (!over[begin]) continue;
            const auto run = glyphs.subspan(begin, end - begin);
            const auto owner = std::find_if(run.begin(), run.end(), [&](const LineGlyph& glyph) {
                return std::binary_search(cut.begin(), cut.end(), glyph.glyph->number);
            });
            const auto number = (owner == run.end() ? run.begin() : owner)->glyph->number;
            boxes.push_back(box_over(run, line.direction, em.at(number), number));
        }
    }
    return boxes;
}

}  // namespace review::pdf
