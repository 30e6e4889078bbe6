#include "format/pdf/inspect/shape.hpp"

#include <algorithm>
#include <cmath>

namespace review::pdf {

void Extent::add(Point point) {
    left = std::min(left, point.x), right = std::max(right, point.x);
    bottom = std::min(bottom, point.y), top = std::max(top, point.y);
}

bool Extent::contains(Point point) const {
    return point.x >= left && point.x <= right && point.y >= bottom && point.y <= top;
}

bool Extent::meets(const Extent& other) const {
    return left <= other.right && other.left <= right && bottom <= other.top && other.bottom <= top;
}

Extent Extent::common(const Extent& other) const {
    return {std::max(left, other.left), std::max(bottom, other.bottom), std::min(right, other.right), std::min(top, other.top)};
}

Extent box_of(const Quad& quad) {
    Extent box;
    for (std::size_t i = 0; i < 8; i += 2) box.add({quad[i], quad[i + 1]});
    return box;
}

Point centre_of(const Quad& q) { return {(q[0] + q[2] + q[4] + q[6]) / 4, (q[1] + q[3] + q[5] + q[7]) / 4}; }

Point applied(const Matrix& m, double x, double y) { return {x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f}; }

Shape Shape::of(const Quad& quad) {
    Shape shape;
    shape.begin({quad[0], quad[1]});
    for (std::size_t i = 2; i < 8; i += 2) shape.add({quad[i], quad[i + 1]});
    return shape;
}

void Shape::begin(Point point) {
    starts_.push_back(static_cast<std::uint32_t>(points_.size()));
    note(point);
}

void Shape::add(Point point) {
    if (starts_.empty()) return begin(point);
    note(point);
}

void Shape::note(Point point) {
    // A number no page has room for would make every later sum meaningless.
    const auto kept = [](double value) { return std::isfinite(value) ? std::clamp(value, -1e9, 1e9) : 0.0; };
    point = {kept(point.x), kept(point.y)};
    points_.push_back(point);
    box_.add({point.x - half_breadth_, point.y - half_breadth_});
    box_.add({point.x + half_breadth_, point.y + half_breadth_});
}

Shape Shape::painted(Rule rule, double half_breadth) const {
    Shape shape(rule, half_breadth);
    shape.points_.reserve(points_.size());
    for (std::size_t i = 0, polygon = 0; i < points_.size(); ++i) {
        if (polygon < starts_.size() && starts_[polygon] == i) shape.starts_.push_back(starts_[polygon++]);
        shape.note(points_[i]);
    }
    return shape;
}

template <typename Visit>
void Shape::edges(bool closed, Visit visit) const {
    for (std::size_t polygon = 0; polygon < starts_.size(); ++polygon) {
        const std::size_t from = starts_[polygon];
        const std::size_t to = polygon + 1 < starts_.size() ? starts_[polygon + 1] : points_.size();
        for (std::size_t i = from; i + 1 < to; ++i) visit(points_[i], points_[i + 1]);
        if (closed && to - from > 1) visit(points_[to - 1], points_[from]);
    }
}

namespace {

double distance(Point point, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double at = length == 0 ? 0 : std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0.0, 1.0);
    return std::hypot(point.x - a.x - at * dx, point.y - a.y - at * dy);
}

}  // namespace

// 8.5.3.3: how often the outline runs round the point, and which way.
bool Shape::contains(Point point) const {
    if (!box_.contains(point)) return false;
    if (rule_ == Rule::lines) {
        bool near = false;
        edges(false, [&](Point a, Point b) { near = near || distance(point, a, b) <= half_breadth_; });
        return near;
    }
    int winding = 0, crossings = 0;
    edges(true, [&](Point a, Point b) {
        if ((a.y <= point.y) == (b.y <= point.y)) return;
        if (a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) <= point.x) return;
        ++crossings;
        winding += a.y < b.y ? 1 : -1;
    });
    return rule_ == Rule::even_odd ? crossings % 2 != 0 : winding != 0;
}

bool shows(const Clip* clip, Point point) {
    if (clip && !clip->box.contains(point)) return false;
    for (; clip; clip = clip->outer.get()) {
        if (!clip->shape->contains(point)) return false;
    }
    return true;
}

}  // namespace review::pdf
