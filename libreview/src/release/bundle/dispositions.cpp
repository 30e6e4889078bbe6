#include "release/bundle/dispositions.hpp"

namespace review {

Dispositions::Dispositions(const Decisions& decisions) : redact_all_(decisions.redact_all) {
    for (const auto& decision : decisions.decisions) said_.emplace(decision.finding, &decision);
}

const Decision* Dispositions::said_of(const Finding& finding) const {
    const auto found = said_.find(finding.id);
    return found == said_.end() ? nullptr : found->second;
}

std::string_view Dispositions::of(const Finding& finding) const {
    const Decision* said = said_of(finding);
    if (said && said->disposition != Disposition::undecided) return name_of(said->disposition);
    if (finding.action == Action::allow) return "allowed";
    return redact_all_ ? "redact" : "undecided";
}

std::string Dispositions::basis_of(const Finding& finding) const {
    const Decision* said = said_of(finding);
    if (said && !said->basis.empty()) return said->basis;
    std::string all;
    for (const auto& law : finding.basis) all += (all.empty() ? "" : ", ") + law;
    return all;
}

}  // namespace review
