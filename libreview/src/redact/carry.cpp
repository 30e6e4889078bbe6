#include "redact/carry.hpp"

#include <map>
#include <set>

namespace review {
namespace {

bool said_alike(const Decision& left, const Decision& right) {
    return left.disposition == right.disposition && left.basis == right.basis && left.since == right.since && left.extended == right.extended;
}

using Key = std::pair<std::string, std::string>;  // value and context

struct Group {
    std::vector<const Decision*> decisions;
    bool alike = true;
    std::size_t next = 0;  // entries are handed out in their order, so that notes stay where they were
};

std::map<Key, Group> groups_of(const std::vector<Decision>& earlier) {
    std::map<Key, Group> groups;
    for (const auto& decision : earlier) {
        if (decision.anchor.value.empty() || decision.anchor.context.empty()) continue;
        auto& group = groups[{decision.anchor.value, decision.anchor.context}];
        group.alike = group.alike && (group.decisions.empty() || said_alike(*group.decisions[0], decision));
        group.decisions.push_back(&decision);
    }
    return groups;
}

Matches match_versions(const std::vector<Finding>& findings, const std::vector<Anchor>& anchors, const std::vector<Decision>& earlier) {
    auto groups = groups_of(earlier);
    std::map<std::string, const Decision*> by_value;
    for (const auto& decision : earlier) {
        const bool said = decision.disposition != Disposition::undecided && !decision.anchor.value.empty();
        if (said) by_value.emplace(decision.anchor.value, &decision);
    }
    Matches matches;
    std::set<const Decision*> used;
    std::set<std::string> values;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        auto& one = matches.of.emplace_back();
        if (i >= anchors.size()) continue;
        values.insert(anchors[i].value);
        const auto group = groups.find({anchors[i].value, anchors[i].context});
        if (group != groups.end() && group->second.alike) {
            auto& [decisions, alike, next] = group->second;
            one = {Match::How::carried, decisions[std::min(next++, decisions.size() - 1)]};
            used.insert(one.earlier);
        } else if (const auto found = by_value.find(anchors[i].value); found != by_value.end()) {
            one = {Match::How::changed, found->second};
        }
    }
    for (const auto& decision : earlier) {
        const bool told = decision.disposition == Disposition::undecided || used.contains(&decision) || values.contains(decision.anchor.value);
        if (!told) matches.gone.push_back(&decision);
    }
    return matches;
}

}  // namespace

Matches match(bool same_draft, const std::vector<Finding>& findings, const std::vector<Anchor>& anchors, const std::vector<Decision>& earlier) {
    if (!same_draft) return match_versions(findings, anchors, earlier);
    std::map<std::string, const Decision*> by_id;
    for (const auto& decision : earlier) by_id.emplace(decision.finding, &decision);
    Matches matches;
    for (const auto& finding : findings) {
        const auto found = by_id.find(finding.id);
        matches.of.push_back(found == by_id.end() ? Match{} : Match{Match::How::same, found->second});
        if (found != by_id.end()) by_id.erase(found);
    }
    // Other rules, policies or terms than before: what they found is not found now.
    for (const auto& decision : earlier) {
        const auto left = by_id.find(decision.finding);
        if (left != by_id.end() && left->second == &decision && decision.disposition != Disposition::undecided) matches.gone.push_back(&decision);
    }
    return matches;
}

}  // namespace review
