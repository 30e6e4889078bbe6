#include "format/pdf/images/place.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "format/pdf/boxes.hpp"

namespace review::pdf {

namespace {

struct Point {
    double x = 0, y = 0;
};

constexpr double nothing = 1e-6;  // of a sample: what lies over it by less does not touch it

std::vector<SampleRun> all_samples(std::uint32_t width, std::uint32_t height) {
    std::vector<SampleRun> runs;
    for (std::uint32_t row = 0; row < height; ++row) runs.push_back({row, 0, width});
    return runs;
}

// A sample's number at a place between 0 and `count`, rounded down or up.
std::uint32_t first_at(double at, std::uint32_t count) {
    return static_cast<std::uint32_t>(std::clamp(std::floor(at + nothing), 0.0, static_cast<double>(count)));
}
std::uint32_t end_at(double at, std::uint32_t count) {
    return static_cast<std::uint32_t>(std::clamp(std::ceil(at - nothing), 0.0, static_cast<double>(count)));
}

// How far a polygon reaches sideways between two heights.
struct Reach {
    double left = std::numeric_limits<double>::infinity(), right = -std::numeric_limits<double>::infinity();
    void add(double x) {
        left = std::min(left, x);
        right = std::max(right, x);
    }
};

Reach reach_between(const std::array<Point, 4>& corners, double top, double bottom) {
    Reach reach;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto &a = corners[i], &b = corners[(i + 1) % corners.size()];
        if (a.y >= top && a.y <= bottom) reach.add(a.x);
        for (const double y : {top, bottom}) {
            if ((a.y < y) != (b.y < y)) reach.add(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
    }
    return reach;
}

}  // namespace

std::vector<SampleRun> samples_under(const Quad& quad, const Quad& place, std::uint32_t width, std::uint32_t height) {
    if (!overlap(quad, place)) return {};
    const double a = place[2] - place[0], b = place[3] - place[1], c = place[6] - place[0], d = place[7] - place[1];
    const double determinant = a * d - b * c;
    const double longest = std::max(std::hypot(a, b), std::hypot(c, d));
    const bool flat = !(std::abs(determinant) > 1e-9 * longest * longest);
    std::array<Point, 4> corners;
    for (std::size_t i = 0; i < 4; ++i) {
        const double x = quad[2 * i] - place[0], y = quad[2 * i + 1] - place[1];
        corners[i] = {(x * d - y * c) / determinant * width, (1 - (y * a - x * b) / determinant) * height};
        if (flat || !std::isfinite(corners[i].x) || !std::isfinite(corners[i].y)) return all_samples(width, height);
    }
    const auto [high, low] = std::minmax_element(corners.begin(), corners.end(), [](const Point& m, const Point& n) { return m.y < n.y; });
    std::vector<SampleRun> runs;
    for (auto row = first_at(high->y, height); row < end_at(low->y, height); ++row) {
        const auto reach = reach_between(corners, row, row + 1.0);
        const SampleRun run{row, first_at(reach.left, width), end_at(reach.right, width)};
        if (run.left < run.right) runs.push_back(run);
    }
    return runs;
}

}  // namespace review::pdf
