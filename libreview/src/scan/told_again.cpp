#include "scan/told_again.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "model/other_readings.hpp"
#include "text/fold.hpp"

namespace review {
namespace {

// The corners by which it begins and ends: pieces of a line are joined in another way where something stands between them.
using ToldPlace = std::tuple<std::string, double, double, double, double>;

ToldPlace told_place(const Finding& finding) {
    const auto& first = finding.where.quads.front();
    const auto& last = finding.where.quads.back();
    return {finding.rule, first[0], first[1], last[2], last[3]};
}

bool is_same_text(const Finding& one, const Finding& other) {
    const auto a = one.excerpt.reveal(), b = other.excerpt.reveal();
    return a == b || folded(a) == folded(b);
}

}  // namespace

void take_in_told_again(const Part& part, std::vector<Finding>& findings) {
    if (part.quads.empty() || part.painted.empty() || findings.size() < 2) return;
    const auto from = other_readings_from(part);
    const auto is_again = [&](const Finding& finding) { return finding.where.span.begin >= from; };
    if (std::none_of(findings.begin(), findings.end(), is_again)) return;
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.where.span < b.where.span; });
    std::map<ToldPlace, std::size_t> told;
    std::vector<Finding> kept;
    for (auto& finding : findings) {
        if (finding.where.quads.empty()) {
            kept.push_back(std::move(finding));
            continue;
        }
        const auto [at, is_new] = told.try_emplace(told_place(finding), kept.size());
        const bool same = !is_new && is_same_text(kept[at->second], finding);
        if (!same || !is_again(finding)) {
            kept.push_back(std::move(finding));
            continue;
        }
        auto& known = kept[at->second];
        if (finding.likelihood <= known.likelihood) continue;
        known.likelihood = finding.likelihood;
        known.severity = std::max(known.severity, finding.severity);
        known.evidence = std::move(finding.evidence);
        known.view = std::move(finding.view);
    }
    findings = std::move(kept);
}

}  // namespace review
