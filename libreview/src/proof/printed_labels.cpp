#include "proof/printed_labels.hpp"

#include <algorithm>
#include <tuple>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/pdf/boxes.hpp"

namespace review {
namespace {

// Where a label stands. Most glyphs of a page are told to be elsewhere by its bounds.
class LabelPlace {
public:
    explicit LabelPlace(const Quad& quad) : quad_(quad) {
        std::tie(left_, right_) = std::minmax({quad[0], quad[2], quad[4], quad[6]});
        std::tie(bottom_, top_) = std::minmax({quad[1], quad[3], quad[5], quad[7]});
    }

    bool holds(const Quad& glyph) const {
        const double x = (glyph[0] + glyph[2] + glyph[4] + glyph[6]) / 4, y = (glyph[1] + glyph[3] + glyph[5] + glyph[7]) / 4;
        if (x < left_ || x > right_ || y < bottom_ || y > top_ || glyph == Quad{}) return false;
        constexpr double speck = 0.01;
        return overlap(quad_of_rectangle(x - speck, y - speck, x + speck, y + speck), quad_);
    }

private:
    const Quad& quad_;
    double left_ = 0, right_ = 0, bottom_ = 0, top_ = 0;
};

}  // namespace

std::vector<bool> glyphs_of_labels(const Part& page, const RedactionPlan& plan) {
    const auto count = std::min(page.glyph_ends.size(), page.quads.size());
    std::vector<bool> of_label(page.glyph_ends.size());
    for (const auto& label : plan.labels) {
        if (label.page != page.page) continue;
        const LabelPlace place(label.place);
        std::vector<std::size_t> here;
        for (std::size_t i = 0; i < count; ++i) {
            if (place.holds(page.quads[i])) here.push_back(i);
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
