#include <algorithm>
#include <map>
#include <tuple>

#include <review/review_form.hpp>

namespace review {
namespace {

Disposition settled(const Finding& finding, const Decision* decision, bool redact_all) {
    if (decision && decision->disposition != Disposition::undecided) return decision->disposition;
    if (finding.action == Action::allow) return Disposition::keep;
    return redact_all ? Disposition::redact : Disposition::undecided;
}

}  // namespace

std::vector<FormItem> form_items(const std::vector<Finding>& findings, const Decisions& decisions,
                                 const std::vector<std::pair<std::string, std::string>>& titles) {
    std::map<std::string, const Decision*> said;
    for (const auto& decision : decisions.decisions) said.emplace(decision.finding, &decision);
    const std::map<std::string, std::string> names(titles.begin(), titles.end());
    std::vector<FormItem> items;
    std::map<std::tuple<std::string, Disposition, std::vector<std::string>>, std::size_t> index;
    for (const auto& finding : findings) {
        const auto found = said.find(finding.id);
        const auto* decision = found == said.end() ? nullptr : found->second;
        const auto disposition = settled(finding, decision, decisions.redact_all);
        const auto basis = decision && !decision->basis.empty() ? std::vector<std::string>{decision->basis} : finding.basis;
        const auto [at, made] = index.try_emplace({finding.rule, disposition, basis}, items.size());
        if (made) {
            const auto name = names.find(finding.rule);
            items.push_back({finding.rule, name == names.end() ? "" : name->second, disposition, basis, 0, {}});
        }
        auto& item = items[at->second];
        ++item.count;
        if (std::find(item.places.begin(), item.places.end(), finding.where.label) == item.places.end()) item.places.push_back(finding.where.label);
    }
    return items;
}

}  // namespace review
