#include "release/public_cuts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <review/extraction.hpp>

#include "policy/must_publish.hpp"
#include "proof/rescan.hpp"

namespace review {
namespace {

using FindingsById = std::map<std::string, const Finding*>;

bool inside(const Quad& quad, const Area& area) {
    const double x = (quad[0] + quad[2] + quad[4] + quad[6]) / 4, y = (quad[1] + quad[3] + quad[5] + quad[7]) / 4;
    return x >= area.x0 && x <= area.x1 && y >= area.y0 && y <= area.y1;
}

// Runs of glyphs under an area, a line of them each.
void add_area(const Part& part, const Area& area, std::vector<Cut>& cuts) {
    if (part.page != area.page || part.quads.empty()) return;
    bool open = false;
    for (std::uint32_t i = 0; i < part.quads.size(); ++i) {
        const auto glyph = part.first + i;
        const bool breaks = text_of(part, glyph, glyph + 1) == "\n";
        const bool in = !breaks && inside(part.quads[i], area);
        if (in && open) cuts.back().span.end = glyph + 1;
        else if (in) cuts.push_back({{part.number, glyph, glyph + 1}, part.kind, {}});
        open = in;
    }
}

// True where the cut is made for something that no label frees: an identity number, a marking, a key, the number of one who reports.
bool must_go(const Cut& cut, const FindingsById& findings) {
    std::istringstream ids(cut.finding);
    for (std::string id; ids >> id;) {
        const auto found = findings.find(id);
        if (found == findings.end() || found->second->category == Category::term) continue;
        const auto& seen = found->second->evidence;
        if (!may_have_to_be_published(*found->second) || std::find(seen.begin(), seen.end(), "beside-person") != seen.end()) return true;
    }
    return false;
}

class PublicCuts final : public ExtractionSink {
public:
    PublicCuts(const Policy& policy, const RedactionPlan& plan, const std::vector<Finding>& findings) : guard_(policy), plan_(plan) {
        for (const auto& finding : findings) findings_.emplace(finding.id, &finding);
    }

    void part(Part&& part) override {
        guard_.read(part);
        std::vector<Cut> cuts;
        if (plan_.areas.empty() && cuts_of(plan_, part.number).empty()) return;
        const auto last = part.first + part.glyph_count();
        // In order of place: neither the parts nor the cuts are gone through for each of the other.
        auto next = std::partition_point(plan_.cuts.begin(), plan_.cuts.end(),
                                         [&](const Cut& one) { return one.span < GlyphSpan{part.number, part.first, 0}; });
        for (; next != plan_.cuts.end() && next->span.part == part.number && next->span.begin < last; ++next) {
            if (next->span.end <= last) cuts.push_back(*next);
        }
        for (const auto& area : plan_.areas) add_area(part, area, cuts);
        for (const auto& cut : cuts) judge(part, cut);
    }
    void blind_spot(BlindSpot&&) override {}

    std::vector<PublicCut> take() && { return std::move(seen_); }

private:
    void judge(const Part& part, const Cut& cut) {
        if (must_go(cut, findings_)) return;
        auto mark = guard_.label_of(part, cut.span.begin);
        if (!mark) mark = guard_.label_within(part, cut.span.begin, cut.span.end);
        if (mark) return add(part, cut, mark->word, mark->entry->basis);
        std::istringstream ids(cut.finding);
        for (std::string id; ids >> id;) {
            const auto found = findings_.find(id);
            if (found == findings_.end()) continue;
            for (const auto& word : found->second->evidence) {
                if (word.starts_with("must-publish:")) return add(part, cut, word.substr(13), found->second->basis);
            }
        }
    }

    void add(const Part& part, const Cut& cut, const std::string& word, const std::vector<std::string>& basis) {
        // A table's column is one warning a page.
        if (!told_.insert({part.number, word}).second) return;
        seen_.push_back({part.label, word, basis, cut.finding});
    }

    MustPublishGuard guard_;
    const RedactionPlan& plan_;
    FindingsById findings_;
    std::set<std::pair<std::uint32_t, std::string>> told_;
    std::vector<PublicCut> seen_;
};

}  // namespace

std::vector<PublicCut> public_cuts(const Document& document, const Policy& policy, const RedactionPlan& plan,
                                   const std::vector<Finding>& findings) {
    if (policy.must_publish.empty() || (plan.cuts.empty() && plan.areas.empty())) return {};
    PublicCuts cuts(policy, plan, findings);
    document.extract(cuts);
    return std::move(cuts).take();
}

}  // namespace review
