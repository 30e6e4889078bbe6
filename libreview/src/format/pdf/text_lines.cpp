#include "format/pdf/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

#include "format/pdf/columns.hpp"
#include "format/pdf/overlaid_lines.hpp"

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

// Finite and written to the right, as nearly all text is.
bool runs_right(const PlacedGlyph& glyph) {
    const auto& q = glyph.quad;
    const auto small = [](double value) { return std::abs(value) < 1e8; };
    return !glyph.vertical && q[1] == q[3] && q[5] == q[7] && q[0] == q[6] && q[2] == q[4] && q[2] - q[0] > 1e-9 && q[5] > q[1] &&
           small(q[0]) && small(q[1]) && small(q[2]) && small(q[5]);
}

// What direction_of() and boxed() say of it.
Direction upright_direction(std::uint32_t nest) { return {false, false, 0, nest}; }
LineGlyph upright_box(const PlacedGlyph& glyph) {
    const auto& q = glyph.quad;
    return {&glyph, q[0], q[2], (q[1] + q[5]) / 2, q[5] - q[1]};
}

LineGlyph boxed(const PlacedGlyph& glyph, const Quad& q, const Axes& axes) {
    if (axes.ux == 1 && axes.uy == 0 && axes.vy == 1 && q[1] == q[3] && q[5] == q[7] && q[0] == q[6] && q[2] == q[4]) {  // upright
        const double low = std::min(q[1], q[5]), high = std::max(q[1], q[5]);
        return {&glyph, std::min(q[0], q[2]), std::max(q[0], q[2]), (low + high) / 2, high - low};
    }
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

// Glyphs painted one behind the other on one level.
struct Run {
    std::size_t begin = 0, end = 0;
    double left = 0, middle = 0, height = 0;
};

std::vector<Run> runs_of(const std::vector<LineGlyph>& boxes) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto& box = boxes[i];
        const bool goes_on = i > 0 && box.middle == boxes[i - 1].middle && box.height == boxes[i - 1].height &&
                             box.left >= boxes[i - 1].left && box.left - boxes[i - 1].right <= cell_gap * box.height;
        if (goes_on) ++runs.back().end;
        else runs.push_back({i, i + 1, box.left, box.middle, box.height});
    }
    return runs;
}

// Lines while they grow to the right, by the level they have reached: a scan is slanted, and lines of two columns
// are seldom level.
class GrowingLines {
public:
    void add(const Run& run, const std::vector<LineGlyph>& boxes) {
        const auto found = nearest(run);
        const auto index = found == levels_.end() ? lines_.size() : found->second.index;
        if (found == levels_.end()) {
            lines_.push_back({run.middle, {}});
            levels_.emplace(run.middle, Level{index, run.height});
        } else if (run.height >= 0.8 * found->second.height && run.height <= 2 * found->second.height) {
            // Small marks above a line and watermarks across it leave its level where it is.
            levels_.erase(found);
            levels_.emplace(run.middle, Level{index, run.height});
        }
        auto& glyphs = lines_[index].glyphs;
        glyphs.insert(glyphs.end(), boxes.begin() + static_cast<std::ptrdiff_t>(run.begin), boxes.begin() + static_cast<std::ptrdiff_t>(run.end));
    }

    struct Line {
        double top;  // its level at its left end
        std::vector<LineGlyph> glyphs;
    };
    std::vector<Line> from_the_top() && {
        std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) { return a.top > b.top; });
        return std::move(lines_);
    }

private:
    struct Level {
        std::size_t index;
        double height;
    };
    using Levels = std::multimap<double, Level>;
    static constexpr int most_looked_at = 16;  // each way

    Levels::iterator nearest(const Run& run) {
        const double reach = std::max(0.5 * run.height, 1.5);
        auto best = levels_.end();
        double distance = reach;
        const auto look = [&](Levels::iterator at) {
            const double apart = std::abs(at->first - run.middle);
            if (apart <= distance && apart <= slack(run.height, at->second.height) && (best == levels_.end() || apart < distance)) {
                best = at, distance = apart;
            }
            return apart <= distance;
        };
        const auto above = levels_.lower_bound(run.middle);
        int steps = 0;
        for (auto at = above; at != levels_.end() && steps < most_looked_at && look(at); ++at) ++steps;
        steps = 0;
        for (auto at = above; at != levels_.begin() && steps < most_looked_at; ++steps) {
            if (!look(--at)) break;
        }
        return best;
    }

    std::vector<Line> lines_;
    Levels levels_;
};

// n log n.
std::vector<TextLine> lines_of(const Direction& direction, const std::vector<LineGlyph>& boxes, OverlaidLines* overlaid) {
    auto runs = runs_of(boxes);
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.left < b.left; });
    GrowingLines growing;
    for (const auto& run : runs) growing.add(run, boxes);
    std::vector<TextLine> lines;
    for (auto& grown : std::move(growing).from_the_top()) {
        TextLine line{direction, std::move(grown.glyphs)};
        if (is_second(direction.nest) && !is_disputed(line.glyphs)) continue;
        sort_unless_sorted(line.glyphs, [](const auto& a, const auto& b) { return a.left < b.left; });
        if (overlaid == nullptr) lines.push_back(std::move(line));
        else overlaid->add(std::move(line), lines);
    }
    return lines;
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

Quad finite(const Quad& quad) {
    auto fine = quad;
    if (is_finite(quad)) return fine;
    for (auto& value : fine) value = std::isfinite(value) ? std::clamp(value, -1e8, 1e8) : 0;
    return fine;
}

bool is_blank(std::string_view text) {
    return text == " " || text == "\t" || text == "\n" || text == "\u00a0" || text == "\u3000";
}

bool painted_twice(const LineGlyph& first, const LineGlyph& again) {
    if (first.glyph->unicode != again.glyph->unicode) return false;
    const double across = std::abs(first.left - again.left), up = std::abs(first.middle - again.middle);
    if (across <= bold_step(again) && up <= bold_step(again)) return true;
    // Letters of one word share a line, however tight they are set; a shadow stands beside it.
    return across <= shadow_step(again) && up <= shadow_step(again) && up > 0.02 * again.height;
}

namespace {

std::vector<TextLine> all_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules, OverlaidLines* overlaid) {
    std::map<Direction, std::pair<Axes, std::vector<LineGlyph>>> streams;
    auto at = streams.end();  // of the glyph before, which most share
    std::vector<LineGlyph>* upright = nullptr;  // the same, where it is of upright glyphs
    for (const auto& glyph : glyphs) {
        const bool is_one = runs_right(glyph);
        if (is_one && upright != nullptr && at->first.nest == glyph.nest) {
            upright->push_back(upright_box(glyph));
            continue;
        }
        Quad fine;
        const Quad& quad = is_finite(glyph.quad) ? glyph.quad : fine = finite(glyph.quad);
        const auto direction = direction_of(glyph, quad);
        if (at == streams.end() || at->first != direction) {
            at = streams.try_emplace(direction, axes_of(direction), std::vector<LineGlyph>()).first;
            if (streams.size() == 1) at->second.second.reserve(glyphs.size());
        }
        upright = at->first == upright_direction(glyph.nest) ? &at->second.second : nullptr;
        at->second.second.push_back(boxed(glyph, quad, at->second.first));
    }
    std::vector<std::pair<const Direction, std::pair<Axes, std::vector<LineGlyph>>>*> order;
    for (auto& stream : streams) order.push_back(&stream);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) {
                         return std::pair(a->first.nest, b->second.second.size()) < std::pair(b->first.nest, a->second.second.size());
                     });
    std::vector<TextLine> lines;
    for (auto* stream : order) {
        const auto& [axes, boxes] = stream->second;
        auto more = in_columns(lines_of(stream->first, boxes, overlaid), CellRules(rules, axes));
        lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return lines;
}

}  // namespace

std::vector<TextLine> text_lines(const std::vector<PlacedGlyph>& glyphs) { return text_lines(glyphs, {}); }

std::vector<TextLine> text_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules) { return all_lines(glyphs, rules, nullptr); }

ReadLines read_lines(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules) {
    ReadLines read;
    OverlaidLines overlaid(&read.copies, &read.again);
    read.lines = all_lines(glyphs, rules, &overlaid);
    return read;
}

std::vector<TextLine> lines_apart(const std::vector<PlacedGlyph>& glyphs, const std::vector<Rule>& rules, GlyphCopies* copies) {
    OverlaidLines overlaid(copies, nullptr);
    return all_lines(glyphs, rules, &overlaid);
}

}  // namespace review::pdf
