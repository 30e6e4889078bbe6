#include "format/pdf/inspect/visibility.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "format/pdf/text_lines.hpp"

namespace review::pdf {
namespace {

constexpr double full = 0.97;         // an alpha nobody sees through
constexpr double most_of_page = 0.5;  // a cover so large is a page of its own, not a redaction
constexpr double a_strip = 0.05;      // of the page: scans come in strips and tiles
constexpr std::size_t enough = 7;     // of the nine points of a glyph
constexpr double smallest_height = 0.5;  // points

// In the part of the glyph that small letters and Han both fill.
std::array<Point, 9> samples_of(const SeenGlyph& glyph) {
    const auto& q = glyph.quad;
    const std::array<double, 3> along{0.2, 0.5, 0.8};
    const std::array<double, 3> up = glyph.vertical ? std::array{0.25, 0.5, 0.75} : std::array{0.3, 0.45, 0.6};
    std::array<Point, 9> points;
    std::size_t next = 0;
    for (const double v : up) {
        for (const double u : along) {
            points[next++] = {q[0] + u * (q[2] - q[0]) + v * (q[6] - q[0]), q[1] + u * (q[3] - q[1]) + v * (q[7] - q[1])};
        }
    }
    return points;
}

bool inside(const Group* group, const Group* of) {
    for (; of; of = of->outer.get()) {
        if (of == group) return true;
    }
    return false;
}

double alpha_of_groups(const Look& look) {
    double alpha = 1;
    for (const auto* group = look.group.get(); group; group = group->outer.get()) alpha *= group->alpha;
    return alpha;
}

bool is_transparent(const Look& look) {
    const double groups = alpha_of_groups(look);
    return std::all_of(look.pens.begin(), look.pens.end(), [&](const Pen& pen) { return pen.alpha * groups < 1 - full; });
}

// 11.3.5 and 11.3.6, for a backdrop that is opaque.
Colour blended(const Colour& below, const Colour& above, double alpha, Blend mode) {
    if (mode == Blend::normal && alpha >= full) return above;
    if (alpha <= 0 || mode == Blend::other) return below;
    if (!below || !above) return std::nullopt;
    const auto channel = [&](double b, double s) {
        const double mixed = mode == Blend::multiply ? b * s : mode == Blend::darken ? std::min(b, s)
                           : mode == Blend::screen ? b + s - b * s : mode == Blend::lighten ? std::max(b, s) : s;
        return (1 - alpha) * b + alpha * mixed;
    };
    return Rgb{channel(below->red, above->red), channel(below->green, above->green), channel(below->blue, above->blue)};
}

// Whether one of the pens leaves a trace a reader can see.
bool legible(const std::vector<Colour>& inks, const Colour& paper) {
    return std::any_of(inks.begin(), inks.end(), [&](const Colour& ink) { return !ink || !paper || tell_apart(*ink, *paper); });
}

// Black dots on a black line are no marker's work.
bool is_box_for(const SeenGlyph& glyph, const SeenPaint& paint) {
    const auto around = box_of(glyph.quad);
    return paint.box.right - paint.box.left > 0.5 * (around.right - around.left) &&
           paint.box.top - paint.box.bottom > 0.5 * (around.top - around.bottom);
}

}  // namespace

bool Strength::opaque() const { return blend == Blend::normal && alpha >= full; }

Visibility::Visibility(const PageView& view, const Extent& page, Pictures& pictures)
    : view_(view), pictures_(pictures), page_(page), grid_(columns * columns) {
    for (std::size_t i = 0; i < view.paints.size(); ++i) {
        const auto& paint = view.paints[i];
        const auto box = paint.box.common(page_);
        if (box.empty()) continue;
        if (paint.kind == SeenPaint::Kind::image && page_.area() > 0) pictured_ += box.area() / page_.area();
        if (box.area() > 0.1 * page_.area()) everywhere_.push_back(static_cast<int>(i));
        else cells(box, [&](std::size_t cell) { grid_[cell].push_back(static_cast<int>(i)); });
    }
}

template <typename Visit>
void Visibility::cells(const Extent& box, Visit visit) const {
    const auto index = [&](double at, double low, double high) {
        const double cell = high > low ? (at - low) / (high - low) * columns : 0;
        return static_cast<std::size_t>(std::clamp(cell, 0.0, columns - 1.0));
    };
    const auto left = index(box.left, page_.left, page_.right), right = index(box.right, page_.left, page_.right);
    const auto top = index(box.top, page_.bottom, page_.top);
    for (auto row = index(box.bottom, page_.bottom, page_.top); row <= top; ++row) {
        for (auto column = left; column <= right; ++column) visit(row * columns + column);
    }
}

std::vector<int> Visibility::near(const Extent& box) const {
    std::vector<int> found = everywhere_;
    cells(box, [&](std::size_t cell) { found.insert(found.end(), grid_[cell].begin(), grid_[cell].end()); });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](int i) { return !view_.paints[static_cast<std::size_t>(i)].box.meets(box); });
    return found;
}

bool Visibility::hit(const SeenPaint& paint, Point point) {
    ++work_;
    if (!paint.box.contains(point)) return false;
    work_ += paint.shape.points();
    for (const auto* clip = paint.clip.get(); clip; clip = clip->outer.get()) work_ += clip->shape->points();
    return paint.shape.contains(point) && shows(paint.clip.get(), point);
}

// Groups that hold both the paint and the glyph go over the page as one.
std::optional<Strength> Visibility::strength(const SeenPaint& paint, const Look& look, Point point) {
    Strength strength{paint.alpha, paint.blend};
    for (const auto* group = paint.group.get(); group && !inside(group, look.group.get()); group = group->outer.get()) {
        strength.alpha *= group->alpha;
        if (group->blend == Blend::normal) continue;
        const bool one = strength.blend == Blend::normal || strength.blend == group->blend;
        strength.blend = one ? group->blend : Blend::other;
    }
    if (!paint.masked || !paint.picture) return strength;
    const double there = pictures_.opacity(*paint.picture, paint.place, point);
    if (there < 0) return std::nullopt;
    strength.alpha *= there;
    return strength;
}

std::vector<Verdict> Visibility::verdicts() {
    std::vector<Verdict> verdicts;
    verdicts.reserve(view_.glyphs.size());
    for (const auto& glyph : view_.glyphs) {
        verdicts.push_back(is_blank(glyph.unicode) || exhausted() ? Verdict{} : judge(glyph));
    }
    forget_specks(verdicts);
    forget_twins(verdicts);
    return verdicts;
}

// What hides a glyph before a single thing is painted.
std::optional<Manner> Visibility::before_painting(const SeenGlyph& glyph) const {
    const auto& look = *glyph.look;
    if (!look.annotation_shown) return Manner::hidden_annotation;
    if (!look.layer_shown) return Manner::off_layer;
    if (!box_of(glyph.quad).meets(page_)) return Manner::outside_page;
    if (look.invisible || (look.text_clip && !*look.text_clip)) return Manner::render_mode;
    if (std::hypot(glyph.quad[6] - glyph.quad[0], glyph.quad[7] - glyph.quad[1]) < smallest_height || look.squeezed) return Manner::too_small;
    if (is_transparent(look)) return Manner::transparent;
    return std::nullopt;
}

Verdict Visibility::judge(const SeenGlyph& glyph) {
    auto verdict = judge_paints(glyph);
    const bool layer = verdict.manner == Manner::render_mode || verdict.manner == Manner::transparent || verdict.manner == Manner::covered;
    const int picture = layer ? blackening(glyph) : -1;
    return picture < 0 ? verdict : Verdict{Manner::blackened, picture, verdict.manner};
}

Verdict Visibility::judge_paints(const SeenGlyph& glyph) {
    Verdict verdict{before_painting(glyph), -1};
    if (verdict.manner == Manner::hidden_annotation || verdict.manner == Manner::outside_page) return verdict;
    const bool drawn = !verdict.manner;
    const auto paints = near(box_of(glyph.quad));
    const auto points = samples_of(glyph);
    std::array<std::size_t, 4> counts{};
    Seen last[4];
    for (const auto point : points) {
        const auto seen = look(glyph, point, paints, drawn);
        ++counts[static_cast<std::size_t>(seen.sample)];
        last[static_cast<std::size_t>(seen.sample)] = seen;
    }
    const auto count = [&](Sample sample) { return counts[static_cast<std::size_t>(sample)]; };
    if (points.size() - count(Sample::seen) < enough) return verdict;
    const auto most = std::max({count(Sample::clipped), count(Sample::same), count(Sample::covered)});
    if (count(Sample::covered) == most) {
        const int paint = covering(glyph, centre_of(glyph.quad), paints);
        const int hides = paint >= 0 ? paint : last[static_cast<std::size_t>(Sample::covered)].paint;
        const auto manner = manner_of_cover(hides);
        // Text nobody sees under a page that is a picture is the text layer of a scan.
        if (drawn || manner != Manner::covered) verdict = {manner, hides};
    } else if (drawn && count(Sample::clipped) == most) {
        verdict.manner = Manner::clipped;
    } else if (drawn) {
        const auto& same = last[static_cast<std::size_t>(Sample::same)];
        const bool boxed = same.dark && same.paint >= 0 && is_box_for(glyph, view_.paints[static_cast<std::size_t>(same.paint)]) &&
                           manner_of_cover(same.paint) != Manner::covered;
        verdict = {boxed ? Manner::highlight : Manner::same_colour, same.paint};
    }
    return verdict;
}

Visibility::Seen Visibility::look(const SeenGlyph& glyph, Point point, const std::vector<int>& near, bool drawn) {
    const auto& look = *glyph.look;
    if (!page_.contains(point) || !shows(look.clip.get(), point)) return {Sample::clipped, -1, false};
    auto next = std::partition_point(near.begin(), near.end(), [&](int i) { return static_cast<std::size_t>(i) < look.order; });
    Seen seen;
    const auto behind = std::partition_point(near.begin(), next, [&](int i) { return static_cast<std::size_t>(i) < look.order - look.own; });
    Colour paper = drawn ? paper_below(look, point, {near.begin(), behind}, seen.paint) : Rgb{1, 1, 1};
    std::vector<Colour> inks;
    for (const auto& pen : look.pens) {
        inks.push_back(pen.colour ? blended(paper, pen.colour, pen.alpha * alpha_of_groups(look), look.blend) : std::nullopt);
    }
    if (drawn && !legible(inks, paper)) return {Sample::same, seen.paint, paper && is_dark(*paper)};
    for (; next != near.end(); ++next) {
        const auto& paint = view_.paints[static_cast<std::size_t>(*next)];
        if (!hit(paint, point)) continue;
        const auto here = strength(paint, look, point);
        if (!here) continue;  // a mask nobody can read: it may let everything through
        if (here->opaque()) return {Sample::covered, *next, false};
        for (auto& ink : inks) ink = blended(ink, paint.colour, here->alpha, here->blend);
        paper = blended(paper, paint.colour, here->alpha, here->blend);
        if (drawn && !legible(inks, paper)) return {Sample::covered, *next, false};
    }
    return {};
}

// From the last opaque paint on: what lies below it shows no more.
Colour Visibility::paper_below(const Look& look, Point point, std::span<const int> before, int& last) {
    Colour paper = Rgb{1, 1, 1};
    std::vector<std::tuple<Colour, double, Blend>> layers;
    for (std::size_t i = before.size(); i-- > 0;) {
        const auto& paint = view_.paints[static_cast<std::size_t>(before[i])];
        if (!hit(paint, point)) continue;
        const auto here = strength(paint, look, point);
        if (here && here->alpha <= 0) continue;
        if (last < 0) last = before[i];
        layers.emplace_back(here ? paint.colour : std::nullopt, here ? here->alpha : 1, here ? here->blend : Blend::normal);
        if (!here || here->opaque()) break;
    }
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        const auto& [colour, alpha, blend] = *layer;
        paper = blended(paper, colour, alpha, blend);
    }
    return paper;
}

// The smallest of all that lie over the point: a box on a page that was painted over as a whole.
int Visibility::covering(const SeenGlyph& glyph, Point point, const std::vector<int>& near) {
    int smallest = -1;
    for (const int i : near) {
        const auto& paint = view_.paints[static_cast<std::size_t>(i)];
        if (static_cast<std::size_t>(i) < glyph.look->order || !hit(paint, point)) continue;
        const auto here = strength(paint, *glyph.look, point);
        if (!here || !here->opaque()) continue;
        if (smallest < 0 || paint.box.area() < view_.paints[static_cast<std::size_t>(smallest)].box.area()) smallest = i;
    }
    return smallest;
}

Manner Visibility::manner_of_cover(int index) const {
    const auto& paint = view_.paints[static_cast<std::size_t>(index)];
    const double share = page_.area() > 0 ? paint.box.common(page_).area() / page_.area() : 0;
    const bool image = paint.kind == SeenPaint::Kind::image;
    if (share >= most_of_page || (image && pictured_ >= most_of_page && share >= a_strip)) return Manner::covered;
    if (paint.annotation >= 0) return Manner::annotation;
    return image ? Manner::image : Manner::box;
}

}  // namespace review::pdf
