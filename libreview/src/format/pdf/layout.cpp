#include "format/pdf/layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace review::pdf {
namespace {

// One glyph turned so that its line runs to the right and lines follow each other downwards.
struct Turned {
    double begin, end;    // along the line
    double base;          // across it, upwards
    double height;
    std::uint32_t index;  // into the glyphs
};

// Degrees from 0 to 359 in which the text runs. Vertical writing runs downwards from where its glyphs stand.
int direction_of(const PlacedGlyph& glyph) {
    const auto& q = glyph.quad;
    double x = q[2] - q[0], y = q[3] - q[1];
    if (std::hypot(x, y) < 1e-6) {  // no width: at right angles to its height
        x = q[7] - q[1];
        y = -(q[6] - q[0]);
    }
    if (!std::isfinite(x) || !std::isfinite(y) || std::hypot(x, y) < 1e-9) return 0;
    const double degrees = std::atan2(y, x) * 180 / std::numbers::pi + (glyph.vertical ? 270 : 0);
    return (static_cast<int>(std::lround(degrees)) % 360 + 360) % 360;
}

Turned turned(const PlacedGlyph& glyph, int direction, std::uint32_t index) {
    const double angle = direction * std::numbers::pi / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    double low_u = INFINITY, high_u = -INFINITY, low_v = INFINITY, high_v = -INFINITY;
    for (std::size_t i = 0; i < 8; i += 2) {
        const double u = glyph.quad[i] * c + glyph.quad[i + 1] * s;
        const double v = glyph.quad[i + 1] * c - glyph.quad[i] * s;
        low_u = std::min(low_u, u);
        high_u = std::max(high_u, u);
        low_v = std::min(low_v, v);
        high_v = std::max(high_v, v);
    }
    const auto finite = [](double value) { return std::isfinite(value) ? value : 0; };
    return {finite(low_u), finite(high_u), finite((low_v + high_v) / 2), finite(high_v - low_v), index};
}

class Writer {
public:
    explicit Writer(const std::vector<PlacedGlyph>& glyphs) : glyphs_(glyphs) {}

    void line(std::vector<Turned>& line) {
        std::stable_sort(line.begin(), line.end(), [](const Turned& a, const Turned& b) { return a.begin < b.begin; });
        if (!order_.text.empty()) put("\n", {}, {});
        double end = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (taken_of(line, i)) continue;
            const auto& glyph = glyphs_[line[i].index];
            const double em = std::max(line[i].height, 1e-3);
            if (i > 0) {
                const double gap = line[i].begin - end;
                if (gap > 1.5 * em) put("\t", {}, {});
                else if (gap > 0.2 * em && !blank_) put(" ", {}, {});
            }
            std::vector<std::uint32_t> drawn{glyph.number};
            for (std::size_t k = i + 1; k < line.size() && line[k].begin - line[i].begin < 0.12 * em; ++k) {
                if (same(line[i], line[k])) drawn.push_back(glyphs_[line[k].index].number);
            }
            put(glyph.unicode.empty() ? "\xEF\xBF\xBD" : glyph.unicode, glyph.quad, drawn);
            end = std::max(i > 0 ? end : line[i].end, line[i].end);
        }
    }

    ReadingOrder take() { return std::move(order_); }

private:
    // The same character painted twice almost at one place: fake bold, a shadow.
    bool same(const Turned& a, const Turned& b) const {
        const double em = std::max(a.height, 1e-3);
        return glyphs_[a.index].unicode == glyphs_[b.index].unicode && std::abs(a.begin - b.begin) < 0.12 * em &&
               std::abs(a.base - b.base) < 0.12 * em && std::abs(a.height - b.height) < 0.2 * em;
    }

    bool taken_of(const std::vector<Turned>& line, std::size_t i) const {
        for (std::size_t k = i; k-- > 0 && i - k <= 8;) {
            if (line[i].begin - line[k].begin >= 0.12 * std::max(line[k].height, 1e-3)) break;
            if (same(line[k], line[i])) return true;
        }
        return false;
    }

    void put(std::string_view text, const Quad& quad, const std::vector<std::uint32_t>& drawn) {
        order_.text += text;
        order_.glyph_ends.push_back(static_cast<std::uint32_t>(order_.text.size()));
        order_.quads.push_back(quad);
        order_.drawn.insert(order_.drawn.end(), drawn.begin(), drawn.end());
        order_.drawn_ends.push_back(static_cast<std::uint32_t>(order_.drawn.size()));
        blank_ = text == " " || text == "\t" || text == "\n";
    }

    const std::vector<PlacedGlyph>& glyphs_;
    ReadingOrder order_;
    bool blank_ = true;
};

// Lines from top to bottom: what lies within a third of its height of the line's middle belongs to it.
void write_lines(std::vector<Turned>& all, Writer& writer) {
    std::stable_sort(all.begin(), all.end(), [](const Turned& a, const Turned& b) { return a.base > b.base; });
    std::vector<Turned> line;
    for (const auto& glyph : all) {
        if (!line.empty() && line.front().base - glyph.base > 0.34 * std::max(line.front().height, glyph.height)) {
            writer.line(line);
            line.clear();
        }
        line.push_back(glyph);
    }
    if (!line.empty()) writer.line(line);
}

}  // namespace

std::span<const std::uint32_t> ReadingOrder::drawn_of(std::size_t glyph) const {
    const std::size_t begin = glyph == 0 ? 0 : drawn_ends[glyph - 1];
    return std::span(drawn).subspan(begin, drawn_ends[glyph] - begin);
}

ReadingOrder reading_order(std::vector<PlacedGlyph> glyphs) {
    std::map<int, std::vector<Turned>> by_direction;
    for (std::uint32_t i = 0; i < glyphs.size(); ++i) {
        const int direction = direction_of(glyphs[i]);
        by_direction[direction].push_back(turned(glyphs[i], direction, i));
    }
    Writer writer(glyphs);
    for (auto& [direction, turned_glyphs] : by_direction) write_lines(turned_glyphs, writer);
    return writer.take();
}

}  // namespace review::pdf
