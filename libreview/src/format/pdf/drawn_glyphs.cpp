#include "format/pdf/drawn_glyphs.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/boxes.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

namespace {

// A scan is one picture, or some strips. Of a page of very many pictures the largest count.
constexpr std::size_t most_pictures = 256;

double size_of(const Quad& place) {
    return std::abs((place[2] - place[0]) * (place[7] - place[1]) - (place[3] - place[1]) * (place[6] - place[0]));
}

// Something shows through: a watermark over text leaves it to be seen.
bool lets_through(const PoDoFo::PdfObject* picture) {
    if (picture == nullptr) return true;
    const auto& keys = picture->GetDictionary();
    return keys.HasKey("SMask") || keys.HasKey("Mask") || keys.HasKey("ImageMask");
}

Quad middle_of(const Quad& quad) {
    const double x = (quad[0] + quad[4]) / 2, y = (quad[1] + quad[5]) / 2;
    return quad_of_rectangle(x, y, x, y);
}

}  // namespace

void DrawnGlyphs::operation(const Operation& op, const TextState& before) {
    hidden_ = before.unseen;
    if (nesting_) return;
    // 8.11.3.1: the path is there and not painted.
    static constexpr std::string_view painting[] = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"};
    if (hidden_ && std::find(std::begin(painting), std::end(painting), op.op) != std::end(painting)) {
        Operation unpainted;
        unpainted.op = "n";
        return rules_.operation(unpainted, before.ctm);
    }
    rules_.operation(op, before.ctm);
}

void DrawnGlyphs::nested(const Operation&, const Nested& use) {
    nesting_.begin(use);
    if (use.first) extents_[use.number] = use.extent;
}

void DrawnGlyphs::show(const Operation&, const TextState& before, std::span<const ShownGlyph> shown) {
    const Matrix place = Matrix{before.size, 0, 0, before.size, 0, 0} * before.text * before.ctm;
    const double size = std::hypot(place.c, place.d);
    for (const auto& glyph : shown) {
        seen_.push_back({{glyph.number, glyph.unicode, glyph.quad, glyph.vertical, nesting_.number(), nesting_.tiled()},
                         before.render == 3 || before.unseen, before.unseen});
        if (glyph.number >= em_.size()) em_.resize(glyph.number + std::size_t{1});
        em_[glyph.number] = std::isfinite(size) ? std::min(size, 1e6) : 0;
    }
}

void DrawnGlyphs::image(const Operation&, const Quad& place, PoDoFo::PdfObject* object) {
    if (nesting_ || hidden_) return;
    pictures_.push_back({place, !lets_through(object), seen_.size()});
}

void DrawnGlyphs::tell_apart() {
    std::stable_sort(pictures_.begin(), pictures_.end(), [](const Below& a, const Below& b) { return size_of(a.place) > size_of(b.place); });
    if (pictures_.size() > most_pictures) pictures_.resize(most_pictures);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        const auto& glyph = seen_[i].glyph;
        const bool scanned = glyph.nest == 0 && is_scanned(i);
        if (scanned) scanned_.push_back(glyph);
        else if (seen_[i].unseen) unseen_.push_back(glyph.number);
        else set_.push_back(glyph);
        if (glyph.tiled) tiled_.push_back(glyph);
    }
}

bool DrawnGlyphs::is_scanned(std::size_t index) const {
    const auto middle = middle_of(seen_[index].glyph.quad);
    return std::any_of(pictures_.begin(), pictures_.end(), [&](const Below& picture) {
        const bool hides = picture.opaque && picture.glyphs_before > index;
        return (seen_[index].invisible || hides) && overlap(middle, picture.place);
    });
}

}  // namespace review::pdf
