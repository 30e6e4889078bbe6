#include "redact/picture_areas.hpp"

#include <algorithm>
#include <cmath>

namespace review {
namespace {

constexpr double margin = 0.06;  // of the height of a letter

// What is read anew with its places on the page: pictures, and fields that stand in a row (others have no places).
bool has_areas(PartKind kind) { return kind == PartKind::picture || kind == PartKind::field; }

double height_of(const Quad& quad) { return std::hypot(quad[6] - quad[0], quad[7] - quad[1]); }

void take_in(Area& area, const Quad& quad) {
    const double more = margin * height_of(quad);
    const auto [left, right] = std::minmax({quad[0], quad[2], quad[4], quad[6]});
    const auto [bottom, top] = std::minmax({quad[1], quad[3], quad[5], quad[7]});
    area.x0 = std::min(area.x0, left - more), area.x1 = std::max(area.x1, right + more);
    area.y0 = std::min(area.y0, bottom - more), area.y1 = std::max(area.y1, top + more);
}

class PictureAreas final : public ExtractionSink {
public:
    explicit PictureAreas(const std::vector<Cut>& cuts) : cuts_(cuts) {}

    void part(Part&& part) override {
        if (!has_areas(part.kind) || part.quads.empty()) return;
        auto cut = std::partition_point(cuts_.begin(), cuts_.end(), [&](const Cut& other) { return other.span.part < part.number; });
        for (; cut != cuts_.end() && cut->span.part == part.number; ++cut) add(part, *cut);
    }
    void blind_spot(BlindSpot&&) override {}
    std::vector<Area> take() && { return std::move(areas_); }

private:
    void add(const Part& part, const Cut& cut) {
        bool open = false;
        for (auto glyph = cut.span.begin; glyph < cut.span.end; ++glyph) {
            const auto index = glyph - part.first;
            if (text_of(part, glyph, glyph + 1) == "\n") open = false;
            if (index >= part.quads.size() || part.quads[index] == Quad{}) continue;  // a space of the layout
            if (!open) areas_.push_back({part.page, 1e300, 1e300, -1e300, -1e300, cut.finding});
            open = true;
            take_in(areas_.back(), part.quads[index]);
        }
    }

    const std::vector<Cut>& cuts_;  // by part
    std::vector<Area> areas_;
};

}  // namespace

std::vector<Area> picture_areas(const Document& document, const std::vector<Cut>& cuts) {
    if (std::none_of(cuts.begin(), cuts.end(), [](const Cut& cut) { return has_areas(cut.kind); })) return {};
    PictureAreas areas(cuts);
    document.extract(areas);
    return std::move(areas).take();
}

}  // namespace review
