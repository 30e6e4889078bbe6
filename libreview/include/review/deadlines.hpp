#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <review/decisions.hpp>
#include <review/working_days.hpp>

namespace review {

// By when an answer from outside is due. A third party has 15 working days (条例 32); a reply that waits for the secrecy
// authority is due after 20, or 40 where the period was extended (条例 33).
struct Deadline {
    std::string finding;
    Disposition disposition = Disposition::consult;
    int line = 0;          // of the decisions file
    std::chrono::sys_days since{}, due{};
    int working_days = 0;
    bool certain = true;   // false: no table tells of a year on the way, only weekends were left out. The day may be later

    bool overdue(std::chrono::sys_days today) const { return today > due; }  // on the last day it is not
};

// Of decisions that wait with a clock; the earliest first, then by line.
std::vector<Deadline> deadlines(const Decisions& decisions, const WorkingDays& calendar);

}  // namespace review
