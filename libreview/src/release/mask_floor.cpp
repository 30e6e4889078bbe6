#include "release/mask_floor.hpp"

#include <algorithm>
#include <map>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "model/glyph_bytes.hpp"
#include "redact/mask_cuts.hpp"
#include "release/mask_weigher.hpp"

namespace review {
namespace {

// The rule that weighs a mask of this one; empty: a name, which is not counted.
std::string masked_rule(const std::string& rule) {
    if (rule == "cn-identity/resident-id") return "masked/resident-id";
    if (rule == "cn-contact/mobile") return "masked/mobile";
    return rule == "cn-finance/bank-card" ? "masked/bank-card" : "";
}

Finding as_masked(const Finding& finding) {
    Finding masked;
    masked.id = finding.id;
    masked.rule = masked_rule(finding.rule);
    masked.category = finding.category;
    masked.where = finding.where;
    masked.excerpt = Sensitive(masked_text(finding.rule, finding.excerpt.reveal()));
    masked.evidence = {"label:"};  // it is known what it is
    return masked;
}

Finding in_the_open(const Finding& finding) {
    Finding open;
    open.rule = finding.rule;
    open.category = finding.category;
    open.where.label = finding.where.label;
    open.excerpt = finding.excerpt.copy();
    return open;
}

class Weighing final : public ExtractionSink {
public:
    Weighing(const std::vector<Finding>& masks, std::size_t count, MaskWeigher& weigher) : masks_(masks), weigher_(weigher) {
        for (std::size_t i = 0; i < count; ++i) by_part_.emplace(masks[i].where.span.part, i);
    }

    void part(Part&& part) override {
        weigher_.read(part);
        bytes_.read(part);
        const auto last = part.first + part.glyph_count();
        const auto [first, past] = by_part_.equal_range(part.number);
        for (auto at = first; at != past; ++at) {
            const auto i = at->second;
            const auto& span = masks_[i].where.span;
            if (span.begin < part.first || span.end > last) continue;
            weigher_.add(part, i, masks_[i], bytes_.of(part, span.begin));
        }
    }
    void blind_spot(BlindSpot&&) override {}

private:
    const std::vector<Finding>& masks_;
    std::multimap<std::uint32_t, std::size_t> by_part_;
    MaskWeigher& weigher_;
    GlyphBytes bytes_;
};

std::string candidates_of(const Finding& finding) {
    for (const auto& word : finding.evidence) {
        if (word.starts_with("candidates:")) return word.substr(11);
    }
    return "1";
}

}  // namespace

void refuse_weak_masks(const Draft& draft, const Document& document, const std::vector<Finding>& findings, const Decisions& decisions,
                       const Policy& policy) {
    std::map<std::string, Disposition> said;
    for (const auto& decision : decisions.decisions) said.emplace(decision.finding, decision.disposition);
    const auto disposition = [&](const Finding& finding) {
        const auto found = said.find(finding.id);
        return found == said.end() ? Disposition::undecided : found->second;
    };
    std::vector<Finding> weighed;
    for (const auto& finding : findings) {
        if (disposition(finding) == Disposition::mask && !masked_rule(finding.rule).empty()) weighed.push_back(as_masked(finding));
    }
    const auto masks = weighed.size();
    if (masks == 0) return;
    for (const auto& finding : findings) {
        const auto word = disposition(finding);
        const bool stays = word == Disposition::keep || (word == Disposition::undecided && finding.action == Action::allow);
        if (stays) weighed.push_back(in_the_open(finding));
    }
    MaskWeigher weigher(policy);
    Weighing weighing(weighed, masks, weigher);
    document.extract(weighing);
    weigher.settle(weighed);
    std::vector<Obstacle> obstacles;
    for (const auto& weak : weighed) {
        if (!is_masked(weak)) continue;
        obstacles.push_back({weak.where.page, weak.where.label, {},
                             say(Msg::release_weak_mask, {weak.rule, weak.id, candidates_of(weak), std::to_string(policy.mask_floor)}),
                             {say(Msg::release_choice_redact)}});
    }
    if (obstacles.empty()) return;
    const auto count = std::to_string(obstacles.size());
    throw Error(Errc::refused, say(Msg::release_weak_masks, {draft.name, count}), std::move(obstacles));
}

}  // namespace review
