#pragma once

#include "format/pdf/inspect/shape.hpp"
#include "format/pdf/lexer.hpp"

namespace review::pdf {

// Collects path construction operators (ISO 32000-1, 8.5.2) into an outline on the page.
class PathBuilder {
public:
    // Whether the operator was one of m, l, c, v, y, h, re.
    bool operation(const Operation& op, const Matrix& ctm);

    void close();
    const Shape& outline() const { return outline_; }
    void clear();

private:
    void curve(Point one, Point two, Point end);
    void line(Point to);

    Shape outline_;
    Point start_, current_;
    bool open_ = false;  // a polygon has begun
};

}  // namespace review::pdf
