#include "format/pdf/boxes.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace review {

namespace {

constexpr double touch = 1e-6;

struct Interval {
    double low = 0, high = 0;
};

Interval project(const Quad& quad, double x, double y) {
    Interval shadow{1e300, -1e300};
    for (std::size_t i = 0; i < 8; i += 2) {
        const double at = quad[i] * x + quad[i + 1] * y;
        shadow.low = std::min(shadow.low, at);
        shadow.high = std::max(shadow.high, at);
    }
    return shadow;
}

// A direction along which the quads lie apart (separating axis of convex shapes).
bool apart_along_edges_of(const Quad& edges, const Quad& a, const Quad& b) {
    for (std::size_t i = 0; i < 8; i += 2) {
        const double dx = edges[(i + 2) % 8] - edges[i];
        const double dy = edges[(i + 3) % 8] - edges[i + 1];
        const double length = std::hypot(dx, dy);
        if (length < touch) continue;
        for (const auto& [x, y] : {std::pair{-dy / length, dx / length}, std::pair{dx / length, dy / length}}) {
            const auto one = project(a, x, y);
            const auto two = project(b, x, y);
            const bool flat = one.high - one.low < touch || two.high - two.low < touch;
            const double room = flat ? -touch : touch;
            if (one.high < two.low + room || two.high < one.low + room) return true;
        }
    }
    return false;
}

}  // namespace

bool overlap(const Quad& a, const Quad& b) {
    return !apart_along_edges_of(a, a, b) && !apart_along_edges_of(b, a, b) &&
           !apart_along_edges_of(quad_of_rectangle(0, 0, 1, 1), a, b);
}

Quad quad_of_rectangle(double x0, double y0, double x1, double y1) {
    return {std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::min(y0, y1),
            std::max(x0, x1), std::max(y0, y1), std::min(x0, x1), std::max(y0, y1)};
}

std::string number_text(double value) {
    char digits[400];
    const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 6);
    std::string number(digits, end.ptr);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return number == "-0" ? "0" : number;
}

std::string paint_boxes(const std::vector<Quad>& quads) {
    if (quads.empty()) return {};
    std::string out = "q\n0 g\n";
    for (const auto& quad : quads) {
        for (std::size_t i = 0; i < 8; i += 2) {
            out += number_text(quad[i]) + ' ' + number_text(quad[i + 1]) + (i == 0 ? " m " : " l ");
        }
        out += "f\n";
    }
    return out + "Q\n";
}

}  // namespace review
