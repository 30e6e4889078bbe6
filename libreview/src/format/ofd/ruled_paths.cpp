#include "format/ofd/ruled_paths.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace review {
namespace {

constexpr std::size_t longest_path = 4000, most_rules = 20'000;
constexpr double thin = 1.5;  // points

pdf::Point placed_point(const pdf::Matrix& m, double x, double y) { return {x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f}; }

bool says(const OfdTree& tree, std::uint32_t node, std::string_view name, bool otherwise) {
    const auto value = tree.attribute(node, name);
    return value ? ofd_trimmed(*value) == "true" || ofd_trimmed(*value) == "1" : otherwise;
}

// Corners of a path of straight lines; empty: it has curves.
std::vector<std::vector<pdf::Point>> outlines_of(std::string_view data, const pdf::Matrix& matrix) {
    std::vector<std::vector<pdf::Point>> outlines;
    std::vector<double> numbers;
    char letter = 0;
    const auto flush = [&] {
        if (numbers.size() < 2 || (letter != 'M' && letter != 'S' && letter != 'L')) return;
        const auto point = placed_point(matrix, numbers[0], numbers[1]);
        if (letter != 'L' || outlines.empty()) outlines.emplace_back();
        outlines.back().push_back(point);
    };
    for (std::size_t at = 0; at < data.size();) {
        const char c = data[at];
        if (is_xml_blank(c)) {
            ++at;
        } else if (std::string_view("MSLC").find(c) != std::string_view::npos) {
            flush();
            numbers.clear();
            letter = c;
            if (c == 'C' && !outlines.empty() && !outlines.back().empty()) outlines.back().push_back(outlines.back().front());
            ++at;
        } else {
            double value = 0;
            const auto [end, error] = std::from_chars(data.data() + at, data.data() + data.size(), value);
            if (error != std::errc() || !std::isfinite(value)) return {};
            numbers.push_back(value);
            at = static_cast<std::size_t>(end - data.data());
        }
    }
    flush();
    return outlines;
}

}  // namespace

void add_ofd_rules(const OfdTree& tree, std::uint32_t path, const pdf::Matrix& matrix, std::vector<pdf::Rule>& rules) {
    const auto node = tree.child(path, "AbbreviatedData");
    if (node == 0 || rules.size() >= most_rules) return;
    const auto data = tree.content(node);
    if (data.size() > longest_path) return;
    const bool strokes = says(tree, path, "Stroke", true), fills = says(tree, path, "Fill", false);
    for (const auto& outline : outlines_of(data, matrix)) {
        for (std::size_t i = 1; strokes && i < outline.size(); ++i) rules.push_back({outline[i - 1], outline[i]});
        if (strokes || !fills || outline.size() < 4) continue;
        const auto [left, right] = std::minmax_element(outline.begin(), outline.end(), [](auto a, auto b) { return a.x < b.x; });
        const auto [low, high] = std::minmax_element(outline.begin(), outline.end(), [](auto a, auto b) { return a.y < b.y; });
        const double wide = right->x - left->x, tall = high->y - low->y, x = (left->x + right->x) / 2, y = (low->y + high->y) / 2;
        if (wide <= thin && tall > thin) rules.push_back({{x, low->y}, {x, high->y}});
        else if (tall <= thin && wide > thin) rules.push_back({{left->x, y}, {right->x, y}});
    }
}

}  // namespace review
