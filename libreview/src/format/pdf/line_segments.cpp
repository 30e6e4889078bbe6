#include "format/pdf/line_segments.hpp"

#include <algorithm>
#include <cmath>

namespace review::pdf {

namespace {

constexpr double same_row = 0.3, stack_gap = 1.6, watermark = 3;  // of a line's height

bool parts(const CellRules& rules, double right, const LineGlyph& next) {
    const double touching = 0.1 * next.height;
    return next.left - right > -touching && rules.between(right - touching, next.left + touching, next.middle);
}

void add_segments(const TextLine& line, const CellRules& rules, std::vector<Segment>& segments) {
    const auto first = segments.size();
    std::size_t begin = 0;
    double right = -1e300, height = 0;
    const auto close = [&](std::size_t end) {
        const auto glyphs = std::span(line.glyphs).subspan(begin, end - begin);
        segments.push_back({glyphs, line.direction, glyphs.front().left, right});
    };
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        const auto& glyph = line.glyphs[i];
        const bool far = glyph.left - right > cell_gap * std::max(1e-6, std::min(height, glyph.height));
        if (i > begin && (far || parts(rules, right, glyph))) {
            close(i);
            begin = i;
            right = -1e300;
        }
        right = std::max(right, glyph.right);
        height = glyph.height;
    }
    close(line.glyphs.size());
    for (auto i = first; i < segments.size(); ++i) {
        auto& segment = segments[i];
        segment.before = rules.before(segment.left + same_edge, segment.middle());
        segment.after = rules.after(segment.right - same_edge, segment.middle());
        if (i > first) segment.before = std::max(segment.before, segments[i - 1].right);
        if (i + 1 < segments.size()) segment.after = std::min(segment.after, segments[i + 1].left);
    }
}

void bound_by(Segment& segment, const Segment& other) {
    const double apart = std::abs(other.middle() - segment.middle()), height = segment.height();
    if (other.height() > watermark * height) return;
    if (apart < same_row * (height + other.height())) {
        if (other.left >= segment.right - same_edge) segment.after = std::min(segment.after, other.left);
        if (other.right <= segment.left + same_edge) segment.before = std::max(segment.before, other.right);
    } else if (segment.glyphs.size() == 1 && other.glyphs.size() == 1) {
        const double aside = std::abs(other.left + other.right - segment.left - segment.right) / 2;
        segment.stacked = segment.stacked || aside < same_row * height;
    }
}

}  // namespace

std::vector<Segment> line_segments(const std::vector<TextLine>& lines, const std::vector<Rule>& rules) {
    std::vector<Segment> segments;
    std::map<Direction, CellRules> across;
    for (const auto& line : lines) {
        const auto of = across.try_emplace(line.direction, rules, axes_of(line.direction)).first;
        add_segments(line, of->second, segments);
    }
    return segments;
}

Neighbours::Neighbours(const std::vector<Segment>& segments) {
    for (const auto& segment : segments) places_[segment.direction].emplace(segment.middle(), &segment);
}

void Neighbours::bound(Segment& segment) const {
    const auto& places = places_.at(segment.direction);
    const double reach = stack_gap * segment.height();
    const auto end = places.upper_bound(segment.middle() + reach);
    for (auto at = places.lower_bound(segment.middle() - reach); at != end; ++at) bound_by(segment, *at->second);
}

}  // namespace review::pdf
