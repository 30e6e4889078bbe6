#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <review/part.hpp>

#include "format/pdf/matrix.hpp"
#include "format/pdf/path_geometry.hpp"

namespace review::pdf {

// Empty until something is added.
struct Extent {
    double left = 1e300, bottom = 1e300, right = -1e300, top = -1e300;

    void add(Point point);
    bool empty() const { return right < left || top < bottom; }
    bool contains(Point point) const;
    bool meets(const Extent& other) const;
    Extent common(const Extent& other) const;
    double area() const { return empty() ? 0 : (right - left) * (top - bottom); }
};
Extent box_of(const Quad& quad);
Point centre_of(const Quad& quad);
Point applied(const Matrix& matrix, double x, double y);

// What one painting operator fills or strokes, on the page: polygons (curves are flattened), or lines
// with a breadth.
class Shape {
public:
    enum class Rule { nonzero, even_odd, lines };

    explicit Shape(Rule rule = Rule::nonzero, double half_breadth = 0) : rule_(rule), half_breadth_(half_breadth) {}
    static Shape of(const Quad& quad);

    void begin(Point point);  // a new polygon
    void add(Point point);    // to the last one

    bool empty() const { return points_.empty(); }
    const Extent& box() const { return box_; }
    std::size_t points() const { return points_.size(); }
    bool contains(Point point) const;
    // The same outline, painted by another rule.
    Shape painted(Rule rule, double half_breadth = 0) const;

private:
    template <typename Visit>
    void edges(bool closed, Visit visit) const;
    void note(Point point);

    Rule rule_;
    double half_breadth_;
    std::vector<Point> points_;
    std::vector<std::uint32_t> starts_;  // of each polygon in points_
    Extent box_;
};

// A clip is a chain: what is drawn shows inside all of its shapes (8.5.4).
struct Clip {
    std::shared_ptr<const Shape> shape;
    std::shared_ptr<const Clip> outer;
    Extent box;  // of all of them together
    int depth = 1;
};
bool shows(const Clip* clip, Point point);

}  // namespace review::pdf
