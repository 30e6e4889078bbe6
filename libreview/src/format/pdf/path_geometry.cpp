#include "format/pdf/path_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

namespace review::pdf {

namespace {

// Distance to a half-plane's edge, positive within.
using HalfPlane = std::function<double(const Point&)>;

bool same(const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; }

Point between(const Point& a, const Point& b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

// Sutherland and Hodgman: a polygon within a half-plane. Degenerate edges along its line enclose nothing.
std::vector<Point> clipped(const std::vector<Point>& polygon, const HalfPlane& within) {
    std::vector<Point> out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const auto& from = polygon[i];
        const auto& to = polygon[(i + 1) % polygon.size()];
        const double a = within(from), b = within(to);
        if (a >= 0) out.push_back(from);
        if ((a > 0 && b < 0) || (a < 0 && b > 0)) out.push_back(between(from, to, a / (a - b)));
    }
    return out;
}

// The part of a segment within the rectangle, as two parameters (Liang and Barsky). None: it stays outside.
std::optional<std::pair<double, double>> within(const Point& from, const Point& to, const Rectangle& area) {
    double first = 0, last = 1;
    const auto cut = [&](double direction, double distance) {
        if (direction == 0) return distance > 0;
        const double t = distance / direction;
        if (direction < 0) first = std::max(first, t);
        else last = std::min(last, t);
        return true;
    };
    const double dx = to.x - from.x, dy = to.y - from.y;
    if (!cut(-dx, from.x - area.x0) || !cut(dx, area.x1 - from.x) || !cut(-dy, from.y - area.y0) || !cut(dy, area.y1 - from.y)) return std::nullopt;
    if (first >= last) return std::nullopt;
    return std::pair(first, last);
}

// What is cut off along an edge may be a line there and back: it shows nothing.
bool encloses_something(const std::vector<Point>& polygon) {
    double twice = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const auto& from = polygon[i];
        const auto& to = polygon[(i + 1) % polygon.size()];
        twice += (from.x - polygon[0].x) * (to.y - polygon[0].y) - (to.x - polygon[0].x) * (from.y - polygon[0].y);
    }
    return std::abs(twice) > 1e-6;
}

}  // namespace

Rectangle bounds_of(const std::vector<Polyline>& path) {
    constexpr double far = std::numeric_limits<double>::infinity();
    Rectangle box{far, far, -far, -far};
    for (const auto& line : path) {
        for (const auto& point : line.points) {
            box.x0 = std::min(box.x0, point.x), box.x1 = std::max(box.x1, point.x);
            box.y0 = std::min(box.y0, point.y), box.y1 = std::max(box.y1, point.y);
        }
    }
    return box;
}

bool meets(const Rectangle& a, const Rectangle& b) {
    // What was cut along an edge lies beside it, but for the last of six decimals.
    constexpr double rounding = 1e-5;
    return a.x0 + rounding < b.x1 && b.x0 + rounding < a.x1 && a.y0 + rounding < b.y1 && b.y0 + rounding < a.y1;
}

bool inside(const Rectangle& inner, const Rectangle& outer) {
    return inner.x0 >= outer.x0 && inner.x1 <= outer.x1 && inner.y0 >= outer.y0 && inner.y1 <= outer.y1;
}

void append_curve(std::vector<Point>& points, Point first, Point second, Point end) {
    const Point start = points.back();
    const double length = std::hypot(first.x - start.x, first.y - start.y) + std::hypot(second.x - first.x, second.y - first.y) +
                          std::hypot(end.x - second.x, end.y - second.y);
    const int steps = std::isfinite(length) ? static_cast<int>(std::clamp(std::sqrt(length) * 3, 6.0, 96.0)) : 6;
    for (int i = 1; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps, u = 1 - t;
        const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        points.push_back({a * start.x + b * first.x + c * second.x + d * end.x, a * start.y + b * first.y + c * second.y + d * end.y});
    }
}

std::vector<Polyline> fill_outside(const std::vector<Polyline>& path, const Rectangle& area) {
    const HalfPlane left = [&](const Point& p) { return area.x0 - p.x; }, right = [&](const Point& p) { return p.x - area.x1; };
    const HalfPlane after_left = [&](const Point& p) { return p.x - area.x0; }, before_right = [&](const Point& p) { return area.x1 - p.x; };
    const HalfPlane below = [&](const Point& p) { return area.y0 - p.y; }, above = [&](const Point& p) { return p.y - area.y1; };
    const std::vector<std::vector<HalfPlane>> around{
        {left}, {right}, {after_left, before_right, below}, {after_left, before_right, above}};
    std::vector<Polyline> out;
    for (const auto& line : path) {
        if (!meets(bounds_of({line}), area)) {
            out.push_back(line);
            continue;
        }
        for (const auto& planes : around) {
            auto polygon = line.points;
            for (const auto& plane : planes) polygon = clipped(polygon, plane);
            if (polygon.size() > 2 && encloses_something(polygon)) out.push_back({std::move(polygon), true});
        }
    }
    return out;
}

std::vector<Polyline> lines_outside(const std::vector<Polyline>& path, const Rectangle& area) {
    std::vector<Polyline> out;
    for (const auto& line : path) {
        const auto first_piece = out.size();
        bool cut = false;
        Polyline piece;
        const auto finish = [&] {
            if (piece.points.size() > 1) out.push_back(piece);
            piece.points.clear();
        };
        const auto count = line.points.size() < 2 ? 0 : line.points.size() - (line.closed ? 0 : 1);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& from = line.points[i];
            const auto& to = line.points[(i + 1) % line.points.size()];
            const auto covered = within(from, to, area);
            if (piece.points.empty() && (!covered || covered->first > 0)) piece.points.push_back(from);
            if (!covered) {
                piece.points.push_back(to);
                continue;
            }
            cut = true;
            if (covered->first > 0) piece.points.push_back(between(from, to, covered->first));
            finish();
            if (covered->second < 1) piece.points = {between(from, to, covered->second), to};
        }
        finish();
        if (!cut && out.size() > first_piece) out.back() = line;
        // A closed line goes on past the point it began with: the corner there stays one.
        if (!cut || !line.closed || out.size() < first_piece + 2) continue;
        auto& start = out[first_piece].points;
        auto& end = out.back().points;
        if (!same(start.front(), line.points.front()) || !same(end.back(), line.points.front())) continue;
        end.insert(end.end(), start.begin() + 1, start.end());
        out.erase(out.begin() + static_cast<std::ptrdiff_t>(first_piece));
    }
    return out;
}

}  // namespace review::pdf
