#include "format/pdf/cut_boxes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"

namespace review::pdf {

namespace {

Part part_of(const ReadingOrder& order) {
    Part part;
    part.text = order.text;
    part.glyph_ends = order.glyph_ends;
    part.quads = order.quads;
    return part;
}

}  // namespace

std::vector<std::uint32_t> drawn_numbers(const ReadingOrder& order, const std::vector<const Cut*>& cuts) {
    std::vector<std::uint32_t> numbers;
    for (const Cut* cut : cuts) {
        if (cut->span.begin >= cut->span.end || cut->span.end > order.glyph_ends.size()) {
            throw Error(Errc::bad_config, say(Msg::pdf_plan_names_no_part));
        }
        for (auto glyph = cut->span.begin; glyph < cut->span.end; ++glyph) {
            const auto drawn = order.drawn_of(glyph);
            numbers.insert(numbers.end(), drawn.begin(), drawn.end());
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::vector<OwnedBox> boxes_of_glyphs(const ReadingOrder& order, const std::vector<const Cut*>& cuts, const DrawnGlyphs& drawn) {
    const auto part = part_of(order);
    std::set<std::uint32_t> others;
    for (const auto& glyph : drawn.scanned()) others.insert(glyph.number);
    for (const auto& glyph : drawn.tiled()) others.insert(glyph.number);
    const auto unseen = order.only_of(drawn.unseen());
    const auto is_other = [&](std::uint32_t glyph) {
        const auto numbers = order.drawn_of(glyph);
        return std::any_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) { return others.count(number) != 0; }) ||
               std::binary_search(unseen.begin(), unseen.end(), glyph);
    };
    std::vector<OwnedBox> boxes;
    for (const Cut* cut : cuts) {
        for (auto begin = cut->span.begin, end = begin; begin < cut->span.end; begin = end) {
            const bool other = is_other(begin);
            for (end = begin + 1; end < cut->span.end && is_other(end) == other;) ++end;
            if (other) continue;
            for (const auto& quad : quads_of(part, begin, end)) boxes.push_back({quad, cut->finding});
        }
    }
    return boxes;
}

std::vector<OwnedBox> owned(const std::vector<CoverBox>& boxes, const ReadingOrder& order, const std::vector<const Cut*>& cuts) {
    std::map<std::uint32_t, const Cut*> owners;
    for (const Cut* cut : cuts) {
        for (const auto number : drawn_numbers(order, {cut})) owners[number] = cut;
    }
    std::vector<OwnedBox> out;
    for (const auto& box : boxes) {
        const auto owner = owners.find(box.number);
        if (owner != owners.end() && !box.tiled) out.push_back({box.quad, owner->second->finding});
    }
    return out;
}

}  // namespace review::pdf
