#include "release/apply_suppressions.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <review/release.hpp>

#include "release/same_value.hpp"

namespace review {

void apply_suppressions(const Policy& policy, std::vector<Finding>& findings) {
    std::map<std::tuple<std::string, std::string, std::string>, const Suppression*> entries;  // by fingerprint, rule and field
    for (const auto& entry : policy.suppressions.entries) {
        if (entry.document_class == policy.document_class) entries[{entry.fingerprint, entry.rule, entry.field}] = &entry;
    }
    if (entries.empty()) return;
    const KeyedDigest fingerprints(policy.suppressions.key);
    const auto day = today();
    for (auto& finding : findings) {
        const auto found = entries.find({fingerprints.of(same_value(finding)).hex(), finding.rule, finding.field});
        if (found == entries.end()) continue;
        const bool valid = applies(*found->second, day);
        if (valid) finding.action = Action::allow;
        finding.evidence.push_back((valid ? "suppressed:" : "suppression-expired:") + found->second->id);
    }
}

std::vector<SuppressionUse> suppression_uses(const Policy& policy, const std::vector<ScannedDocument>& documents) {
    std::map<std::string, std::size_t> counts;
    for (const auto& document : documents) {
        for (const auto& finding : document.findings) {
            for (const auto& word : finding.evidence) {
                if (word.starts_with("suppress")) ++counts[word.substr(word.find(':') + 1)];
            }
        }
    }
    std::vector<SuppressionUse> uses;
    const auto day = today();
    for (const auto& entry : policy.suppressions.entries) {
        if (entry.document_class != policy.document_class) continue;
        uses.push_back({entry.id, entry.rule, entry.expires, !applies(entry, day), counts[entry.id]});
    }
    return uses;
}

}  // namespace review
