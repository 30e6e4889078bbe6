#pragma once

#include <vector>

namespace review::pdf {

struct Point {
    double x = 0, y = 0;
};

// One subpath of straight lines, curves laid out.
struct Polyline {
    std::vector<Point> points;
    bool closed = false;
};

struct Rectangle {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // x0 < x1, y0 < y1
};

Rectangle bounds_of(const std::vector<Polyline>& path);
bool meets(const Rectangle& a, const Rectangle& b);
bool inside(const Rectangle& inner, const Rectangle& outer);

// Appends a Bezier curve from the last point as straight lines, the end point included.
void append_curve(std::vector<Point>& points, Point first, Point second, Point end);

// What of a filled path lies outside the area: the same winding everywhere else, so that either rule of
// filling gives the same. Every point of the result lies outside or on the edge.
std::vector<Polyline> fill_outside(const std::vector<Polyline>& path, const Rectangle& area);

// What of stroked lines lies outside the area; open pieces.
std::vector<Polyline> lines_outside(const std::vector<Polyline>& path, const Rectangle& area);

}  // namespace review::pdf
