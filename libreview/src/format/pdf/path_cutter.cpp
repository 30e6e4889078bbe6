#include "format/pdf/path_cutter.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "format/pdf/boxes.hpp"

namespace review::pdf {

namespace {

Point placed(const Matrix& m, double x, double y) { return {x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f}; }

bool is_any_of(std::string_view op, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), op) != list.end();
}

double largest_scale(const Matrix& m) { return std::max(std::hypot(m.a, m.b), std::hypot(m.c, m.d)); }

Rectangle grown(const Rectangle& box, double by) { return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by}; }

Rectangle common(const Rectangle& a, const Rectangle& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

// Points: no page is wider (ISO 32000-1, annex C).
constexpr double most_page = 14400;

bool numbers(const Operation& op, std::size_t count) {
    if (op.operands.size() < count) return false;
    return std::all_of(op.operands.begin(), op.operands.end(), [](const Operand& operand) { return operand.kind == Operand::Kind::number; });
}

}  // namespace

void PathCutter::begin_stream() {
    outer_.push_back({state_, std::exchange(floor_, saved_.size()), std::exchange(path_, {}), std::exchange(operations_, {}), std::exchange(clip_, {})});
}

void PathCutter::end_stream() {
    // A path that is never painted is never drawn; its coordinates stay nowhere.
    if (!path_.empty() && touched(bounds_of(path_))) {
        for (const auto& span : operations_) replace_(span.begin, span.end, "");
    }
    saved_.resize(floor_);
    auto& outer = outer_.back();
    state_ = outer.state;
    floor_ = outer.floor;
    path_ = std::move(outer.path);
    operations_ = std::move(outer.operations);
    clip_ = std::move(outer.clip);
    outer_.pop_back();
}

void PathCutter::operation(const Operation& op, const Matrix& to_page) {
    if (op.op == "q") {
        saved_.push_back(state_);
    } else if (op.op == "Q") {
        if (saved_.size() > floor_) {
            state_ = saved_.back();
            saved_.pop_back();
        }
    } else if (op.op == "w") {
        if (numbers(op, 1)) state_.line_width = std::abs(op.number(0));
    } else if (is_any_of(op.op, {"g", "rg", "k", "cs", "sc", "scn"})) {
        state_.fill = {};
    } else if (is_any_of(op.op, {"G", "RG", "K", "CS", "SC", "SCN"})) {
        state_.stroke = {};
    } else if (op.op == "W" || op.op == "W*") {
        clip_ = op.op;
        operations_.push_back({op.begin, op.end});
    } else if (is_any_of(op.op, {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})) {
        paint(op, to_page);
    } else if (needed() && construct(op, to_page)) {
        operations_.push_back({op.begin, op.end});
    }
}

void PathCutter::start(Point point) { path_.push_back({{point}, false}); }

// ISO 32000-1, 8.5.2.
bool PathCutter::construct(const Operation& op, const Matrix& to_page) {
    const auto at = [&](std::size_t i) { return placed(to_page, op.number(i), op.number(i + 1)); };
    if (op.op == "re") {
        if (!numbers(op, 4)) return false;
        const double x = op.number(0), y = op.number(1), w = op.number(2), h = op.number(3);
        path_.push_back({{placed(to_page, x, y), placed(to_page, x + w, y), placed(to_page, x + w, y + h), placed(to_page, x, y + h)}, true});
        return true;
    }
    if (op.op == "m") {
        if (!numbers(op, 2)) return false;
        start(at(0));
        return true;
    }
    if (op.op == "h") {
        if (!path_.empty()) path_.back().closed = true;
        return true;
    }
    const bool line = op.op == "l", curve = is_any_of(op.op, {"c", "v", "y"});
    if (!line && !curve) return false;
    if (!numbers(op, line ? 2 : op.op == "c" ? 6 : 4) || path_.empty()) return false;
    // After h or re the next piece begins where the last one closed.
    if (path_.back().closed) start(path_.back().points.front());
    auto& points = path_.back().points;
    if (line) points.push_back(at(0));
    else if (op.op == "c") append_curve(points, at(0), at(2), at(4));
    else if (op.op == "v") append_curve(points, points.back(), at(0), at(2));
    else append_curve(points, at(0), at(2), at(2));
    return true;
}

bool PathCutter::touched(const Rectangle& bounds) const {
    return std::any_of(areas_.begin(), areas_.end(), [&](const Rectangle& area) { return meets(bounds, area); });
}

void PathCutter::paint(const Operation& op, const Matrix& to_page) {
    const bool fills = !hidden_ && is_any_of(op.op, {"f", "F", "f*", "B", "B*", "b", "b*"});
    const bool strokes = !hidden_ && is_any_of(op.op, {"S", "s", "B", "B*", "b", "b*"});
    const double reach = state_.line_width * largest_scale(to_page) / 2;
    const auto bounds = bounds_of(path_);
    const bool touches = std::any_of(path_.begin(), path_.end(), [&](const Polyline& line) {
        return touched(grown(bounds_of({line}), reach));
    });
    if (touches || (hidden_ && clip_.empty())) {
        for (const auto& span : operations_) replace_(span.begin, span.end, "");
        replace_(op.begin, op.end, touches ? repainted(hidden_ ? "n" : op.op, to_page) : "");
    } else if (hidden_) {
        replace_(op.begin, op.end, "n");
    }
    if (!path_.empty() && fills) note_pictures(state_.fill, bounds);
    if (!path_.empty() && strokes) note_pictures(state_.stroke, grown(bounds, reach));
    if (!path_.empty() && !clip_.empty()) narrow_clip();
    path_.clear();
    operations_.clear();
    clip_.clear();
}

void PathCutter::note_pictures(const Paint& paint, const Rectangle& bounds) {
    if (paint.picture && !touched(bounds) && !shows_elsewhere(paint, bounds)) painted_pictures_.push_back(bounds);
}

// Beside each area there is room for a whole cell, wherever the cells begin.
bool PathCutter::shows_elsewhere(const Paint& paint, const Rectangle& bounds) const {
    if (paint.kind != Paint::Kind::cells) return paint.kind == Paint::Kind::plain;
    const auto& q = paint.cell;
    const double wide = std::max({q[0], q[2], q[4], q[6]}) - std::min({q[0], q[2], q[4], q[6]});
    const double high = std::max({q[1], q[3], q[5], q[7]}) - std::min({q[1], q[3], q[5], q[7]});
    const auto roomy = [&](double x0, double y0, double x1, double y1) {
        const Rectangle strip{std::max(x0, bounds.x0), std::max(y0, bounds.y0), std::min(x1, bounds.x1), std::min(y1, bounds.y1)};
        return strip.x1 - strip.x0 >= 2 * wide && strip.y1 - strip.y0 >= 2 * high &&
               std::none_of(areas_.begin(), areas_.end(), [&](const Rectangle& area) { return meets(strip, area); });
    };
    if (!touched(bounds)) return roomy(bounds.x0, bounds.y0, bounds.x1, bounds.y1);
    return std::any_of(areas_.begin(), areas_.end(), [&](const Rectangle& area) {
        return roomy(bounds.x0, bounds.y0, area.x0, bounds.y1) || roomy(area.x1, bounds.y0, bounds.x1, bounds.y1) ||
               roomy(bounds.x0, bounds.y0, bounds.x1, area.y0) || roomy(bounds.x0, area.y1, bounds.x1, bounds.y1);
    });
}

void PathCutter::narrow_clip() {
    constexpr std::size_t most_pieces = 16;
    std::vector<Rectangle> pieces;
    if (path_.size() > most_pieces) pieces.push_back(bounds_of(path_));
    else for (const auto& line : path_) pieces.push_back(bounds_of({line}));
    std::vector<Rectangle> left;
    for (const auto& before : state_.clip) {
        for (const auto& piece : pieces) {
            if (const auto both = common(before, piece); both.x0 < both.x1 && both.y0 < both.y1) left.push_back(both);
        }
    }
    if (left.size() > most_pieces) left = {common(bounds_of(path_), {-1e9, -1e9, 1e9, 1e9})};
    state_.clip = std::move(left);
}

// A run of colours is clipped to what lies left of an area, right of it, below and above.
void PathCutter::shade(const Operation& op, const Matrix& to_page, bool drawing, const Rectangle& box) {
    const auto reaches = [&](const Rectangle& area) {
        return std::any_of(state_.clip.begin(), state_.clip.end(), [&](const Rectangle& piece) {
            const auto both = common(piece, box);
            return both.x0 < both.x1 && both.y0 < both.y1 && meets(both, area);
        });
    };
    const auto rectangle = [](double x0, double y0, double x1, double y1) { return Polyline{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, true}; };
    std::string clips;
    for (const auto& area : areas_) {
        if (!reaches(area)) continue;
        clips += path_text({rectangle(-most_page, -most_page, area.x0, most_page), rectangle(area.x1, -most_page, most_page, most_page),
                            rectangle(area.x0, -most_page, area.x1, area.y0), rectangle(area.x0, area.y1, area.x1, most_page)},
                           to_page) + "W n\n";
    }
    if (clips.empty()) return;
    if (drawing) return replace_(op.begin, op.end, "");
    replace_(op.begin, op.begin, "q " + clips);
    replace_(op.end, op.end, "Q");
}

// Fill, stroke and clip one after another, each without what lies in an area. A clip that has nothing left
// is an empty path: nothing shows through it.
std::string PathCutter::repainted(std::string_view op, const Matrix& to_page) {
    if (is_any_of(op, {"s", "b", "b*"}) && !path_.empty()) path_.back().closed = true;
    const bool even_odd = is_any_of(op, {"f*", "B*", "b*"});
    bool fills = even_odd || is_any_of(op, {"f", "F", "B", "b"}), strokes = is_any_of(op, {"S", "s", "B", "B*", "b", "b*"});
    const double reach = state_.line_width * largest_scale(to_page) / 2;
    std::vector<Polyline> filled = path_, lines = path_;
    for (const auto& area : areas_) {
        if (meets(bounds_of(filled), area)) filled = fill_outside(filled, area);
        if (meets(bounds_of(lines), grown(area, reach))) lines = lines_outside(lines, grown(area, reach));
    }
    std::string out;
    const auto bounds = bounds_of(path_), reached = grown(bounds, reach);
    if (touched(bounds) && !shows_elsewhere(state_.fill, bounds)) fills = false;
    if (touched(reached) && !shows_elsewhere(state_.stroke, reached)) strokes = false;
    if (fills && !filled.empty()) out += path_text(filled, to_page) + (even_odd ? "f*\n" : "f\n");
    if (strokes && !lines.empty()) out += path_text(lines, to_page) + "S\n";
    if (!clip_.empty()) {
        const auto clip = path_text(filled, to_page);
        out += (clip.empty() ? "0 0 0 0 re\n" : clip) + clip_ + " n\n";
    }
    return out;
}

std::string PathCutter::path_text(const std::vector<Polyline>& path, const Matrix& m) const {
    const double determinant = m.a * m.d - m.b * m.c;
    if (determinant == 0 || !std::isfinite(determinant)) return "";
    std::string out;
    for (const auto& line : path) {
        bool first = true;
        for (const auto& point : line.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
            const double x = point.x - m.e, y = point.y - m.f;
            out += number_text((x * m.d - y * m.c) / determinant) + ' ' + number_text((y * m.a - x * m.b) / determinant) + (first ? " m " : " l ");
            first = false;
        }
        if (line.closed && !first) out += "h ";
    }
    return out;
}

}  // namespace review::pdf
