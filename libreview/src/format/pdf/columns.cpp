#include "format/pdf/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace review::pdf {

namespace {

constexpr double least_gutter = 0.8;      // of a line's height
constexpr double least_text = 10;         // of a line's height: shorter pieces are cells
constexpr double least_even_text = 7.5;   // or lines of columns that are as wide as each other, and filled
constexpr double least_filled = 0.8;      // of the widest, on average
constexpr std::size_t least_lines = 4;    // on either side
constexpr std::size_t most_open = 64;     // strips followed at once; more is a drawing
constexpr std::size_t most_found = 1024;

constexpr double infinite = std::numeric_limits<double>::infinity();

// What stands together on a line.
struct Stretch {
    double left = 0, right = 0;
};

void stretches_of(const TextLine& line, std::vector<Stretch>& pieces) {
    pieces.clear();
    for (const auto& glyph : line.glyphs) {
        const bool apart = pieces.empty() || glyph.left - pieces.back().right > least_gutter * glyph.height;
        if (apart) pieces.push_back({glyph.left, glyph.right});
        else pieces.back().right = std::max(pieces.back().right, glyph.right);
    }
}

// Pieces next to a strip, and how many of them are as long as running text.
struct Side {
    std::size_t pieces = 0, of_text = 0;
    double widest = 0, all = 0;  // of a line's height

    void add(const Stretch& piece, double height) {
        const double width = (piece.right - piece.left) / height;
        ++pieces;
        of_text += width >= least_text ? 1 : 0;
        widest = std::max(widest, width), all += width;
    }
    bool is_text() const { return pieces >= least_lines && 2 * of_text > pieces; }
    bool is_filled() const { return pieces >= least_lines && widest >= least_text && all >= static_cast<double>(pieces) * std::max(least_even_text, least_filled * widest); }
};

// A strip that is free on lines `first` to `last`.
struct Strip {
    double left = 0, right = 0;
    std::size_t first = 0, last = 0;
    Side before, after;
};

class Strips {
public:
    explicit Strips(const CellRules& rules) : rules_(rules) {}

    void line(std::size_t number, const TextLine& line) {
        if (line.glyphs.empty()) return;
        stretches_of(line, pieces_);
        const auto& pieces = pieces_;
        const double height = std::max(1e-6, line.glyphs.front().height), middle = line.glyphs.front().middle;
        auto& open = next_;
        open.clear();
        const auto keep = [&](const Strip& strip) {
            const auto same = [&](const Strip& other) { return other.left == strip.left && other.right == strip.right; };
            if (open.size() < most_open && std::none_of(open.begin(), open.end(), same)) open.push_back(strip);
        };
        for (std::size_t i = 0; i <= pieces.size(); ++i) {
            const double from = i == 0 ? -infinite : pieces[i - 1].right, to = i == pieces.size() ? infinite : pieces[i].left;
            for (const auto& strip : open_) {
                Strip rest = strip;
                rest.left = std::max(strip.left, from), rest.right = std::min(strip.right, to);
                if (rest.right - rest.left < least_gutter * height || is_ruled(rest, middle)) continue;
                if (i > 0) rest.before.add(pieces[i - 1], height);
                if (i < pieces.size()) rest.after.add(pieces[i], height);
                rest.last = number;
                keep(rest);
            }
            Strip fresh{from, to, number, number, {}, {}};
            if (i > 0) fresh.before.add(pieces[i - 1], height);
            if (i < pieces.size()) fresh.after.add(pieces[i], height);
            if (to - from >= least_gutter * height && !is_ruled(fresh, middle)) keep(fresh);
        }
        for (auto& strip : open_) {
            const auto goes_on = [&](const Strip& other) { return other.first == strip.first && other.left <= strip.right && strip.left <= other.right; };
            if (std::none_of(open.begin(), open.end(), goes_on)) close(strip);
        }
        std::swap(open_, next_);
    }

    // The longest ones first; none stands across another.
    std::vector<Strip> gutters() {
        for (auto& strip : open_) close(strip);
        open_.clear();
        std::stable_sort(found_.begin(), found_.end(), [](const Strip& a, const Strip& b) { return a.last - a.first > b.last - b.first; });
        if (found_.size() > most_found) found_.resize(most_found);
        std::vector<Strip> chosen;
        for (auto& strip : found_) {
            const auto across = [&](const Strip& other) {
                return strip.left < other.right && other.left < strip.right && strip.first <= other.last && other.first <= strip.last;
            };
            if (std::none_of(chosen.begin(), chosen.end(), across)) chosen.push_back(std::move(strip));
        }
        return chosen;
    }

private:
    bool is_ruled(const Strip& strip, double middle) const {
        return std::isfinite(strip.left) && std::isfinite(strip.right) && rules_.between(strip.left, strip.right, middle);
    }
    void close(const Strip& strip) {
        const auto& [before, after] = std::pair(strip.before, strip.after);
        const bool even = before.is_filled() && after.is_filled() && std::min(before.widest, after.widest) >= least_filled * std::max(before.widest, after.widest);
        if (even || (before.is_text() && after.is_text())) found_.push_back(strip);
    }

    const CellRules& rules_;
    std::vector<Strip> open_, found_;
    std::vector<Strip> next_;    // room for a line's, used again
    std::vector<Stretch> pieces_;
};

}  // namespace

std::vector<TextLine> in_columns(std::vector<TextLine> lines, const CellRules& rules) {
    if (lines.size() < least_lines) return lines;
    Strips strips(rules);
    for (std::size_t i = 0; i < lines.size(); ++i) strips.line(i, lines[i]);
    auto gutters = strips.gutters();
    if (gutters.empty()) return lines;
    std::sort(gutters.begin(), gutters.end(), [](const Strip& a, const Strip& b) { return a.left < b.left; });
    const auto at = [&](std::size_t line) {
        std::vector<double> edges;
        for (const auto& gutter : gutters) {
            if (gutter.first <= line && line <= gutter.last) edges.push_back(gutter.right);
        }
        return edges;
    };
    std::vector<TextLine> result;
    for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
        auto edges = at(begin);
        for (end = begin + 1; end < lines.size() && at(end) == edges;) ++end;
        edges.push_back(infinite);
        double from = -infinite;
        for (const double to : edges) {
            for (std::size_t i = begin; i < end; ++i) {
                const auto begins = [](double edge) { return [edge](const LineGlyph& glyph) { return glyph.left < edge - 1e-6; }; };
                const auto& glyphs = lines[i].glyphs;
                const auto first = std::partition_point(glyphs.begin(), glyphs.end(), begins(from));
                const auto last = std::partition_point(first, glyphs.end(), begins(to));
                if (first != last) result.push_back({lines[i].direction, {first, last}});
            }
            from = to;
        }
    }
    return result;
}

}  // namespace review::pdf
