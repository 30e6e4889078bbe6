#pragma once

#include <chrono>
#include <set>
#include <string>

namespace review {

// Days on which offices work: Monday to Friday, save holidays, and the days of make-up work (调休). docs/deadlines.md.
struct WorkingDays {
    std::set<int> years;  // of which the table tells; of any other only weekends are known
    std::set<std::chrono::sys_days> holidays, make_up;

    bool works(std::chrono::sys_days day) const;
    // The n-th working day after a day, which itself does not count (民法典 201). n: 1 to 1000.
    std::chrono::sys_days after(std::chrono::sys_days day, int n) const;
    // Whether the table tells of every year from one day to another.
    bool tells(std::chrono::sys_days from, std::chrono::sys_days to) const;
};

WorkingDays built_in_working_days();

// The built-in years and those of a file, which replace them. Throws Errc::bad_config naming file and line.
WorkingDays load_working_days(const std::string& path);

}  // namespace review
