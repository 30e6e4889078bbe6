#include "redact/verdicts.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/messages/redact.hpp"
#include "redact/mask_cuts.hpp"

namespace review {
namespace {

using ById = std::map<std::string, const Decision*>;

ById by_id(const Draft& draft, const std::vector<Finding>& findings, const Decisions& decisions) {
    if (decisions.draft != Digest{} && decisions.draft != draft.digest) {
        throw Error(Errc::bad_config, say(Msg::redact_other_draft, {draft.name}));
    }
    std::set<std::string> known;
    for (const auto& finding : findings) known.insert(finding.id);
    ById said;
    for (const auto& decision : decisions.decisions) {
        if (!known.contains(decision.finding)) {
            throw Error(Errc::bad_config, say(Msg::redact_no_such_finding, {decision.finding, draft.name}));
        }
        if (!said.emplace(decision.finding, &decision).second) {
            throw Error(Errc::bad_config, say(Msg::redact_decided_twice, {decision.finding}));
        }
    }
    return said;
}

Obstacle waiting(const Finding& finding, const Message& reason, const std::string& since = {}) {
    return {finding.where.page, finding.where.label, {}, say(reason, {finding.rule, finding.id, since}),
            {say(Msg::redact_choice_redact), say(Msg::redact_choice_keep)}};
}

void weigh_one(const Finding& finding, const Decision* said, bool redact_all, Verdicts& verdicts) {
    const auto disposition = said ? said->disposition : Disposition::undecided;
    if (disposition == Disposition::redact) {
        verdicts.redact.push_back(&finding);
    } else if (disposition == Disposition::mask) {
        if (has_mask(finding.rule)) verdicts.mask.push_back(&finding);
        else verdicts.obstacles.push_back(waiting(finding, Msg::redact_no_mask));
    } else if (disposition == Disposition::keep) {
        verdicts.keep.push_back(&finding);
    } else if (disposition == Disposition::escalate) {
        verdicts.obstacles.push_back(waiting(finding, Msg::redact_escalated));
    } else if (disposition == Disposition::consult) {
        verdicts.obstacles.push_back(waiting(finding, Msg::redact_consulted, said->since));
    } else if (disposition == Disposition::undetermined) {
        verdicts.obstacles.push_back(waiting(finding, Msg::redact_undetermined, said->since));
    } else if (finding.action != Action::allow) {
        if (redact_all) verdicts.redact.push_back(&finding);
        else verdicts.obstacles.push_back(waiting(finding, Msg::redact_undecided));
    }
}

std::vector<std::string> choices_for(const BlindSpot& spot) {
    std::vector<std::string> choices{say(Msg::redact_choice_accept)};
    if (spot.page != 0 || spot.can_go) choices.push_back(say(Msg::redact_choice_unreadable));
    choices.push_back(say(Msg::redact_choice_source));
    return choices;
}

void weigh_blind_spots(const std::vector<BlindSpot>& blind_spots, const Decisions& decisions, OnUnreadable unreadable,
                       Verdicts& verdicts) {
    const auto& labels = decisions.accepted_blind_spots;
    for (const auto& label : labels) {
        const bool known = std::any_of(blind_spots.begin(), blind_spots.end(),
                                       [&](const BlindSpot& spot) { return spot.label == label; });
        if (!known) throw Error(Errc::bad_config, say(Msg::redact_no_such_blind_spot, {label}));
    }
    for (const auto& spot : blind_spots) {
        if (spot.enough || std::find(labels.begin(), labels.end(), spot.label) != labels.end()) {
            verdicts.accepted.push_back(spot);
        } else if (!spot.goes && spot.page != 0 && unreadable != OnUnreadable::refuse) {
            verdicts.unread.push_back(spot);
        } else if (!spot.goes && spot.can_go && unreadable == OnUnreadable::remove) {
            verdicts.accepted.push_back(spot);
            verdicts.accepted.back().goes = true;  // the rebuild is told so
        } else if (!spot.goes) {
            verdicts.obstacles.push_back({spot.page, spot.object.empty() ? spot.label : spot.object, {},
                                          say(Msg::redact_blind_spot, {spot.label, name_of(spot.reason), spot.detail}),
                                          choices_for(spot)});
        }
    }
}

}  // namespace

Verdicts weigh(const Draft& draft, const std::vector<Finding>& findings, const std::vector<BlindSpot>& blind_spots,
               const Decisions& decisions, OnUnreadable unreadable) {
    const auto said = by_id(draft, findings, decisions);
    Verdicts verdicts;
    for (const auto& finding : findings) {
        const auto found = said.find(finding.id);
        weigh_one(finding, found == said.end() ? nullptr : found->second, decisions.redact_all, verdicts);
    }
    weigh_blind_spots(blind_spots, decisions, unreadable, verdicts);
    return verdicts;
}

}  // namespace review
