#include "format/pdf/layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <utility>

namespace review::pdf {
namespace {

// A glyph in the frame of its writing direction: u along the line, v across it, upwards.
struct Box {
    const PlacedGlyph* glyph;
    double left, right, middle, height;
};

// Lines of one direction are read together; text at right angles to it is another stream.
struct Direction {
    bool vertical;
    bool mirrored;
    int degrees;
    auto operator<=>(const Direction&) const = default;
};

constexpr double smallest_gap = 0.18;  // of the glyph's height: less is letter spacing
constexpr double cell_gap = 1.6;       // more is the next cell or column

Quad finite(Quad quad) {
    for (auto& value : quad) value = std::isfinite(value) ? std::clamp(value, -1e9, 1e9) : 0;
    return quad;
}

Direction direction_of(const PlacedGlyph& glyph, const Quad& q) {
    double x = q[2] - q[0], y = q[3] - q[1];
    const double up_x = q[6] - q[0], up_y = q[7] - q[1];
    const bool mirrored = x * up_y - y * up_x < 0;
    if (std::hypot(x, y) < 1e-9) x = up_y, y = -up_x;  // no width: across its height
    int degrees = static_cast<int>(std::lround(std::atan2(y, x) * 180 / std::numbers::pi));
    // A scanner's slant is no direction of its own.
    const int right = static_cast<int>(std::lround(degrees / 90.0)) * 90;
    if (std::abs(degrees - right) <= 2) degrees = right;
    return {glyph.vertical, mirrored, degrees == -180 ? 180 : degrees};
}

Box boxed(const PlacedGlyph& glyph, const Quad& q, const Direction& direction) {
    const double angle = direction.degrees * std::numbers::pi / 180;
    double ux = std::cos(angle), uy = std::sin(angle);
    double vx = -uy, vy = ux;
    if (direction.mirrored) vx = -vx, vy = -vy;
    if (direction.vertical) {  // the line runs down the page, the next one stands to its left
        std::tie(ux, uy, vx, vy) = std::tuple(-vx, -vy, ux, uy);
    }
    double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
    for (int i = 0; i < 8; i += 2) {
        const double u = q[i] * ux + q[i + 1] * uy, v = q[i] * vx + q[i + 1] * vy;
        left = std::min(left, u), right = std::max(right, u);
        low = std::min(low, v), high = std::max(high, v);
    }
    return {&glyph, left, right, (low + high) / 2, high - low};
}

bool blank(std::string_view text) {
    return text == " " || text == "\t" || text == "\n" || text == "\u00a0" || text == "\u3000";
}

class Writer {
public:
    explicit Writer(ReadingOrder& order) : order_(order) {}

    void line(std::vector<Box>& boxes) {
        std::stable_sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
        if (!order_.text.empty()) insert("\n");
        written_.clear();
        for (const auto& box : boxes) {
            if (painted_twice(box)) continue;
            if (!written_.empty()) gap(written_.back().first, box);
            written_.emplace_back(box, order_.glyph_ends.size());
            emit(box);
        }
        flush();
    }

private:
    void insert(std::string_view text) {
        order_.text += text;
        end_glyph({});
        pending_.emplace_back();
    }

    void emit(const Box& box) {
        order_.text += box.glyph->unicode.empty() ? std::string_view("\ufffd") : box.glyph->unicode;
        end_glyph(finite(box.glyph->quad));
        pending_.push_back({box.glyph->number});
    }

    void end_glyph(const Quad& quad) {
        order_.glyph_ends.push_back(static_cast<std::uint32_t>(order_.text.size()));
        order_.quads.push_back(quad);
    }

    void gap(const Box& before, const Box& after) {
        const double height = std::max(1e-6, std::min(before.height, after.height));
        const double wide = after.left - before.right;
        if (wide > cell_gap * height) {
            insert("\t");
        } else if (wide > smallest_gap * height && !blank(before.glyph->unicode) && !blank(after.glyph->unicode)) {
            insert(" ");
        }
    }

    // Fake bold and shadows: the same glyph again, within half a point and well within its own width.
    // It is read once, and cut as often as it is painted.
    bool painted_twice(const Box& box) {
        for (std::size_t back = 0; back < 8 && back < written_.size(); ++back) {
            const auto& [other, index] = written_[written_.size() - 1 - back];
            const double near = std::min(0.5, 0.3 * (box.right - box.left));
            if (other.glyph->unicode != box.glyph->unicode || std::abs(other.left - box.left) > near ||
                std::abs(other.middle - box.middle) > near) {
                continue;
            }
            pending_[index - flushed_].push_back(box.glyph->number);
            return true;
        }
        return false;
    }

    void flush() {
        for (const auto& numbers : pending_) {
            order_.drawn.insert(order_.drawn.end(), numbers.begin(), numbers.end());
            order_.drawn_ends.push_back(static_cast<std::uint32_t>(order_.drawn.size()));
        }
        flushed_ += pending_.size();
        pending_.clear();
    }

    ReadingOrder& order_;
    std::vector<std::pair<Box, std::size_t>> written_;      // of this line, with the glyph's index
    std::vector<std::vector<std::uint32_t>> pending_;       // drawn numbers of glyphs from flushed_ on
    std::size_t flushed_ = 0;
};

// Half of the smaller glyph, so that a giant watermark swallows no lines; a dot of no height joins.
double slack(double one, double other) {
    return std::max(0.5 * std::min(one, other), std::min(0.12 * std::max(one, other), 1.5));
}

// Glyphs whose middles are level are one line. From the top; n log n.
void write_lines(std::vector<Box>& boxes, Writer& writer) {
    std::stable_sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.middle > b.middle; });
    for (auto begin = boxes.begin(); begin != boxes.end();) {
        double middle = begin->middle, height = begin->height;
        auto end = begin + 1;
        while (end != boxes.end() && middle - end->middle <= slack(height, end->height)) {
            if (end->height >= height) middle = end->middle, height = end->height;
            ++end;
        }
        std::vector<Box> line(begin, end);
        writer.line(line);
        begin = end;
    }
}

}  // namespace

std::span<const std::uint32_t> ReadingOrder::drawn_of(std::size_t glyph) const {
    const std::size_t begin = glyph == 0 ? 0 : drawn_ends[glyph - 1];
    return std::span(drawn).subspan(begin, drawn_ends[glyph] - begin);
}

ReadingOrder reading_order(std::vector<PlacedGlyph> glyphs) {
    std::map<Direction, std::vector<Box>> streams;
    for (const auto& glyph : glyphs) {
        const auto quad = finite(glyph.quad);
        const auto direction = direction_of(glyph, quad);
        streams[direction].push_back(boxed(glyph, quad, direction));
    }
    // The direction most of the page is written in comes first.
    std::vector<std::vector<Box>*> order;
    for (auto& [direction, boxes] : streams) order.push_back(&boxes);
    std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->size() > b->size(); });
    ReadingOrder result;
    Writer writer(result);
    for (auto* boxes : order) write_lines(*boxes, writer);
    return result;
}

}  // namespace review::pdf
