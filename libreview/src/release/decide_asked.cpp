#include "release/decide_asked.hpp"

#include <algorithm>

namespace review {

void decide_asked(const std::vector<Finding>& findings, Decisions& decisions) {
    auto& all = decisions.decisions;
    for (const auto& finding : findings) {
        if (!finding.rule.starts_with("terms/")) continue;
        const bool decided = std::any_of(all.begin(), all.end(), [&](const Decision& one) {
            return one.finding == finding.id && one.disposition != Disposition::undecided;
        });
        if (decided) continue;
        std::erase_if(all, [&](const Decision& old) { return old.finding == finding.id; });
        Decision named;
        named.finding = finding.id;
        named.disposition = Disposition::redact;
        named.note = "named on the command line";
        all.push_back(std::move(named));
    }
}

}  // namespace review
