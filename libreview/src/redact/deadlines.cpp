#include <review/deadlines.hpp>

#include <algorithm>
#include <tuple>

#include "base/calendar.hpp"

namespace review {
namespace {

// 0: it has no clock.
int working_days_of(const Decision& decision) {
    if (decision.disposition == Disposition::consult) return 15;
    if (decision.disposition == Disposition::undetermined) return decision.extended ? 40 : 20;
    return 0;
}

}  // namespace

std::vector<Deadline> deadlines(const Decisions& decisions, const WorkingDays& calendar) {
    std::vector<Deadline> all;
    for (const auto& decision : decisions.decisions) {
        const int days = working_days_of(decision);
        const auto since = calendar_day(decision.since);
        if (days == 0 || !since) continue;
        const auto due = calendar.after(*since, days);
        all.push_back({decision.finding, decision.disposition, decision.line, *since, due, days, calendar.tells(*since, due)});
    }
    std::stable_sort(all.begin(), all.end(), [](const Deadline& left, const Deadline& right) {
        return std::tie(left.due, left.line) < std::tie(right.due, right.line);
    });
    return all;
}

}  // namespace review
