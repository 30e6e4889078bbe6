// What the verdicts on single glyphs do not see: the text layer of a scan against its picture, glyphs that
// stand in the same place, runs of them.
#include "format/pdf/inspect/visibility.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "format/pdf/text_lines.hpp"

namespace review::pdf {
namespace {

constexpr int across = 6, upwards = 8;  // points of a glyph that must be black
constexpr int specks = 1;               // as many of them may not
constexpr std::size_t shortest_run = 3;

}  // namespace

// What the topmost picture shows at the point, seen through the masks of those above it.
Colour Visibility::pictured(Point point, const std::vector<int>& near, int& picture) {
    for (auto next = near.rbegin(); next != near.rend(); ++next) {
        const auto& paint = view_.paints[static_cast<std::size_t>(*next)];
        if (paint.kind != SeenPaint::Kind::image || !paint.picture || !hit(paint, point)) continue;
        const double there = paint.masked ? pictures_.opacity(*paint.picture, paint.place, point) : 1;
        if (there >= 0 && there < 0.5) continue;
        picture = *next;
        if (there < 0) return std::nullopt;
        return paint.colour ? paint.colour : pictures_.colour(*paint.picture, paint.place, point);
    }
    return std::nullopt;
}

// A scan that was blackened before it was published, over a text layer that was not: all of the glyph is
// black, where letters leave more than half of their box white.
int Visibility::blackening(const SeenGlyph& glyph) {
    const auto paints = near(box_of(glyph.quad));
    const auto& q = glyph.quad;
    int white = 0, picture = -1;
    for (int i = 0; i < across * upwards && white <= specks; ++i) {
        const double u = (i % across + 0.5) / across, v = (i / across + 0.5) / upwards;
        const Point point{q[0] + u * (q[2] - q[0]) + v * (q[6] - q[0]), q[1] + u * (q[3] - q[1]) + v * (q[7] - q[1])};
        const auto shown = page_.contains(point) ? pictured(point, paints, picture) : std::nullopt;
        if (!shown || !is_dark(*shown)) ++white;
    }
    return white <= specks ? picture : -1;
}

// A rule, a thick letter, a misread spot of dirt: not three characters in a row.
void Visibility::forget_specks(std::vector<Verdict>& verdicts) const {
    std::vector<std::size_t> run;
    const auto end_run = [&] {
        for (const auto i : run) {
            if (run.size() < shortest_run) verdicts[i] = {verdicts[i].otherwise, -1, std::nullopt};
        }
        run.clear();
    };
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (is_blank(view_.glyphs[i].unicode)) continue;
        if (verdicts[i].manner == Manner::blackened) run.push_back(i);
        else end_run();
    }
    end_run();
}

// The same glyph again in the same place, where it can be seen: nothing is hidden.
void Visibility::forget_twins(std::vector<Verdict>& verdicts) const {
    using Key = std::tuple<std::string_view, long, long>;
    std::map<Key, std::vector<Point>> seen;
    const auto key = [](std::string_view unicode, Point at, long step) {
        return Key{unicode, std::lround(at.x / 8) + step % 3 - 1, std::lround(at.y / 8) + step / 3 - 1};
    };
    const auto centre = [&](std::size_t i) { return centre_of(finite(view_.glyphs[i].quad)); };
    constexpr long here = 4;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (!verdicts[i].manner) seen[key(view_.glyphs[i].unicode, centre(i), here)].push_back(centre(i));
    }
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (!verdicts[i].manner) continue;
        const auto& quad = view_.glyphs[i].quad;
        const double near = std::min(2.0, 0.3 * std::hypot(quad[2] - quad[0], quad[3] - quad[1]));
        for (long step = 0; step < 9 && verdicts[i].manner; ++step) {
            const auto twins = seen.find(key(view_.glyphs[i].unicode, centre(i), step));
            if (twins == seen.end()) continue;
            const auto is_here = [&](Point at) { return std::hypot(at.x - centre(i).x, at.y - centre(i).y) <= near; };
            if (std::any_of(twins->second.begin(), twins->second.end(), is_here)) verdicts[i].manner.reset();
        }
    }
}

}  // namespace review::pdf
