#include "release/waiting.hpp"

#include <map>

#include <review/error.hpp>

#include "base/messages/release.hpp"

namespace review {
namespace {

bool runs(Disposition disposition) { return disposition == Disposition::consult || disposition == Disposition::undetermined; }

}  // namespace

void stop_where_persons_wait(const std::string& name, const std::vector<Finding>& findings, const Decisions& decisions) {
    std::map<std::string, const Decision*> said;
    for (const auto& decision : decisions.decisions) said.emplace(decision.finding, &decision);
    std::size_t waiting = 0, carried = 0;
    std::vector<Obstacle> clocks;
    for (const auto& finding : findings) {
        const auto found = said.find(finding.id);
        const auto* decision = found == said.end() ? nullptr : found->second;
        const auto disposition = decision ? decision->disposition : Disposition::undecided;
        if (runs(disposition)) {
            clocks.push_back({finding.where.page, finding.where.label, {},
                              say(Msg::release_clock, {finding.rule, finding.id, name_of(disposition), decision->since}), {}});
        }
        if (waits(disposition)) ++waiting;
        else if (disposition == Disposition::undecided && finding.action != Action::allow && !decisions.redact_all) ++waiting;
        else if (disposition == Disposition::keep && decision->carried) ++carried;
    }
    if (waiting > 0) {
        throw Error(Errc::unapproved, say(clocks.empty() ? Msg::release_waits : Msg::release_waits_clocks,
                                          {name, std::to_string(waiting), std::to_string(clocks.size())}), std::move(clocks));
    }
    if (carried > 0) throw Error(Errc::unapproved, say(Msg::release_carried, {name, std::to_string(carried)}));
}

}  // namespace review
