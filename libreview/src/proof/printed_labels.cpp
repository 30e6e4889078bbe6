#include "proof/printed_labels.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/pdf/boxes.hpp"

namespace review {
namespace {

bool stands_in(const Quad& glyph, const Quad& place) {
    const double x = (glyph[0] + glyph[2] + glyph[4] + glyph[6]) / 4, y = (glyph[1] + glyph[3] + glyph[5] + glyph[7]) / 4;
    constexpr double speck = 0.01;
    return glyph != Quad{} && overlap(quad_of_rectangle(x - speck, y - speck, x + speck, y + speck), place);
}

}  // namespace

std::vector<bool> glyphs_of_labels(const Part& page, const RedactionPlan& plan) {
    const auto count = std::min(page.glyph_ends.size(), page.quads.size());
    std::vector<bool> of_label(page.glyph_ends.size());
    for (const auto& label : plan.labels) {
        if (label.page != page.page) continue;
        std::vector<std::size_t> here;
        for (std::size_t i = 0; i < count; ++i) {
            if (stands_in(page.quads[i], label.place)) here.push_back(i);
        }
        for (const char32_t character : code_points(plan.label)) {
            std::string text;
            append_utf8(text, character);
            for (const auto i : here) {
                const auto from = i == 0 ? 0 : page.glyph_ends[i - 1];
                if (of_label[i] || page.text.compare(from, page.glyph_ends[i] - from, text) != 0) continue;
                of_label[i] = true;
                break;
            }
        }
    }
    return of_label;
}

std::size_t label_glyphs(const RedactionPlan& plan) { return plan.labels.size() * code_points(plan.label).size(); }

}  // namespace review
