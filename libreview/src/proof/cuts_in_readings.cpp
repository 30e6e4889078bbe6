#include "proof/cuts_in_readings.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "model/other_readings.hpp"

namespace review {

std::vector<Cut> cuts_in_readings(const Part& part, std::span<const Cut> cuts) {
    std::vector<Cut> all(cuts.begin(), cuts.end());
    const auto count = static_cast<std::uint32_t>(std::min(part.glyph_ends.size(), part.quads.size()));
    const auto from = other_readings_from(part);
    if (cuts.empty() || from >= count) return all;
    std::set<std::pair<Quad, std::string_view>> gone;
    std::vector<bool> cut(count);
    for (const auto& one : cuts) {
        for (auto glyph = one.span.begin; glyph < std::min(one.span.end, count); ++glyph) {
            cut[glyph] = true;
            if (part.quads[glyph] != Quad{}) gone.emplace(part.quads[glyph], text_of(part, glyph, glyph + 1));
        }
    }
    std::erase_if(all, [&](const Cut& one) { return one.span.begin >= from; });
    for (auto glyph = from; glyph < count; ++glyph) {
        if (!cut[glyph] && !gone.contains({part.quads[glyph], text_of(part, glyph, glyph + 1)})) continue;
        if (!all.empty() && all.back().span.begin >= from && all.back().span.end == glyph) ++all.back().span.end;
        else all.push_back({{part.number, glyph, glyph + 1}, part.kind, ""});
    }
    return all;
}

}  // namespace review
