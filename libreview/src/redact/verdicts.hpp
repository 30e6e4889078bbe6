#pragma once

#include <vector>

#include <review/decisions.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/finding.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// Findings sorted by what persons and policy said of them.
struct Verdicts {
    std::vector<const Finding*> redact;
    std::vector<const Finding*> mask;
    std::vector<const Finding*> keep;  // a person said so; what policy allows is not in here
    std::vector<BlindSpot> accepted;
    std::vector<BlindSpot> unread;  // undecided, on a page: what happens to them is chosen for all together
    std::vector<Obstacle> obstacles;
};

// Throws Errc::bad_config where the decisions do not belong to these findings.
Verdicts weigh(const Draft& draft, const std::vector<Finding>& findings, const std::vector<BlindSpot>& blind_spots,
               const Decisions& decisions, OnUnreadable unreadable);

}  // namespace review
