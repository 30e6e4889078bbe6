#include "format/pdf/inspect/path_builder.hpp"

namespace review::pdf {

namespace {

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
    std::vector<Point> points{current_};
    append_curve(points, one, two, end);
    for (std::size_t i = 1; i < points.size(); ++i) line(points[i]);
}

}  // namespace review::pdf
