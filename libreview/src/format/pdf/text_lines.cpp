#include "format/pdf/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

namespace review::pdf {
namespace {

Direction direction_of(const PlacedGlyph& glyph, const Quad& q) {
    double x = q[2] - q[0], y = q[3] - q[1];
    const double up_x = q[6] - q[0], up_y = q[7] - q[1];
    const bool mirrored = x * up_y - y * up_x < 0;
    if (y == 0 && x > 1e-9) return {glyph.vertical, mirrored, 0, glyph.nest};
    if (std::hypot(x, y) < 1e-9) x = up_y, y = -up_x;  // no width: across its height
    int degrees = static_cast<int>(std::lround(std::atan2(y, x) * 180 / std::numbers::pi));
    // A scanner's slant is no direction of its own.
    const int right = static_cast<int>(std::lround(degrees / 90.0)) * 90;
    if (std::abs(degrees - right) <= 2) degrees = right;
    return {glyph.vertical, mirrored, degrees == -180 ? 180 : degrees, glyph.nest};
}

LineGlyph boxed(const PlacedGlyph& glyph, const Quad& q, const Axes& axes) {
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
    for (int i = 0; i < 8; i += 2) {
        const double u = q[i] * axes.ux + q[i + 1] * axes.uy, v = q[i] * axes.vx + q[i + 1] * axes.vy;
        left = std::min(left, u), right = std::max(right, u);
        low = std::min(low, v), high = std::max(high, v);
    }
    return {&glyph, left, right, (low + high) / 2, high - low};
}

// Half of the smaller glyph, so that a giant watermark swallows no lines; a dot of no height joins.
double slack(double one, double other) {
    return std::max(0.5 * std::min(one, other), std::min(0.12 * std::max(one, other), 1.5));
}

// Most producers paint from the top, and a line from the left.
template <class Less>
void sort_unless_sorted(std::vector<LineGlyph>& glyphs, Less less) {
    if (!std::is_sorted(glyphs.begin(), glyphs.end(), less)) std::stable_sort(glyphs.begin(), glyphs.end(), less);
}

bool is_of_shapes(std::uint32_t nest) { return nest >= nest_of_shapes && nest != nest_of_procedures; }

// Glyphs whose middles are level are one line. From the top; n log n.
void add_lines(const Direction& direction, std::vector<LineGlyph>& boxes, std::vector<TextLine>& lines) {
    sort_unless_sorted(boxes, [](const auto& a, const auto& b) { return a.middle > b.middle; });
    for (auto begin = boxes.begin(); begin != boxes.end();) {
        double middle = begin->middle, height = begin->height;
        auto end = begin + 1;
        while (end != boxes.end() && middle - end->middle <= slack(height, end->height)) {
            if (end->height >= height) middle = end->middle, height = end->height;
            ++end;
        }
        TextLine line{direction, {begin, end}};
        begin = end;
        const auto& glyphs = line.glyphs;
        if (is_of_shapes(direction.nest) && std::none_of(glyphs.begin(), glyphs.end(), [](const auto& box) { return box.glyph->disputed; })) continue;
        sort_unless_sorted(line.glyphs, [](const auto& a, const auto& b) { return a.left < b.left; });
        lines.push_back(std::move(line));
    }
}

}  // namespace

Axes axes_of(const Direction& direction) {
    const double angle = direction.degrees * std::numbers::pi / 180;
    double ux = std::cos(angle), uy = std::sin(angle);
    double vx = -uy, vy = ux;
    if (direction.mirrored) vx = -vx, vy = -vy;
    // Vertical writing: the line runs down the page, the next one stands to its left.
    return direction.vertical ? Axes{-vx, -vy, ux, uy} : Axes{ux, uy, vx, vy};
}

Quad finite(Quad quad) {
    // NaN compares false.
    const auto fine = [](double value) { return std::abs(value) <= 1e9; };
    if (std::all_of(quad.begin(), quad.end(), fine)) return quad;
    for (auto& value : quad) value = std::isfinite(value) ? std::clamp(value, -1e9, 1e9) : 0;
    return quad;
}

bool is_blank(std::string_view text) {
    return text == " " || text == "\t" || text == "\n" || text == "\u00a0" || text == "\u3000";
}

bool painted_twice(const LineGlyph& first, const LineGlyph& again) {
    const double near = std::min(farthest_again, 0.3 * (again.right - again.left));
    return std::abs(first.left - again.left) <= near && std::abs(first.middle - again.middle) <= near &&
           first.glyph->unicode == again.glyph->unicode;
}

std::vector<TextLine> text_lines(const std::vector<PlacedGlyph>& glyphs) {
    std::map<Direction, std::pair<Axes, std::vector<LineGlyph>>> streams;
    auto at = streams.end();  // of the glyph before, which most share
    for (const auto& glyph : glyphs) {
        const auto quad = finite(glyph.quad);
        const auto direction = direction_of(glyph, quad);
        if (at == streams.end() || at->first != direction) {
            at = streams.try_emplace(direction, axes_of(direction), std::vector<LineGlyph>()).first;
            if (streams.size() == 1) at->second.second.reserve(glyphs.size());
        }
        at->second.second.push_back(boxed(glyph, quad, at->second.first));
    }
    std::vector<std::pair<const Direction, std::pair<Axes, std::vector<LineGlyph>>>*> order;
    for (auto& stream : streams) order.push_back(&stream);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) {
                         return std::pair(a->first.nest, b->second.second.size()) < std::pair(b->first.nest, a->second.second.size());
                     });
    std::vector<TextLine> lines;
    for (auto* stream : order) add_lines(stream->first, stream->second.second, lines);
    return lines;
}

}  // namespace review::pdf
