#include "format/pdf/inspect/path_builder.hpp"

namespace review::pdf {

namespace {

// Enough for the rounded corner of a box; letters drawn as outlines are not read here.
constexpr int steps = 8;

std::size_t operands_of(std::string_view op) {
    if (op == "m" || op == "l") return 2;
    if (op == "v" || op == "y" || op == "re") return 4;
    return op == "c" ? 6 : op == "h" ? 0 : ~std::size_t{0};
}

}  // namespace

void PathBuilder::clear() {
    outline_ = Shape();
    open_ = false;
}

bool PathBuilder::operation(const Operation& op, const Matrix& ctm) {
    const auto wanted = operands_of(op.op);
    if (wanted == ~std::size_t{0}) return false;
    if (op.operands.size() != wanted) return true;  // the walk says so
    const auto at = [&](std::size_t i) { return applied(ctm, op.number(i), op.number(i + 1)); };
    if (op.op == "m") {
        start_ = current_ = at(0);
        outline_.begin(start_);
        open_ = true;
    } else if (op.op == "re") {
        const double x = op.number(0), y = op.number(1), w = op.number(2), h = op.number(3);
        start_ = current_ = applied(ctm, x, y);
        outline_.begin(start_);
        for (const auto& corner : {applied(ctm, x + w, y), applied(ctm, x + w, y + h), applied(ctm, x, y + h), start_}) {
            outline_.add(corner);
        }
        open_ = false;
    } else if (op.op == "h") {
        close();
    } else if (op.op == "l") {
        line(at(0));
    } else if (op.op == "c") {
        curve(at(0), at(2), at(4));
    } else if (op.op == "v") {
        curve(current_, at(0), at(2));
    } else {
        curve(at(0), at(2), at(2));
    }
    return true;
}

void PathBuilder::close() {
    if (open_) outline_.add(start_);
    current_ = start_;
    open_ = false;
}

// After h or re the current point is the start of the polygon that was closed.
void PathBuilder::line(Point to) {
    if (!open_) outline_.begin(start_ = current_);
    open_ = true;
    outline_.add(current_ = to);
}

void PathBuilder::curve(Point one, Point two, Point end) {
    const Point from = current_;
    for (int i = 1; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps, u = 1 - t;
        const double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        line({a * from.x + b * one.x + c * two.x + d * end.x, a * from.y + b * one.y + c * two.y + d * end.y});
    }
}

}  // namespace review::pdf
