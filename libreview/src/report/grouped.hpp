#pragma once

#include <cstddef>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "model/report_entry.hpp"

namespace review {

using ChosenEntries = std::vector<const ReportEntry*>;

// Entries that agree in what `of` says of them, together; in the order in which the first of each stands. What many have
// in common is then said once.
template <typename Of>
std::vector<ChosenEntries> grouped(const ChosenEntries& entries, Of of) {
    std::vector<ChosenEntries> groups;
    std::map<decltype(of(std::declval<const ReportEntry&>())), std::size_t> numbers;
    for (const auto* entry : entries) {
        const auto [at, fresh] = numbers.try_emplace(of(*entry), groups.size());
        if (fresh) groups.emplace_back();
        groups[at->second].push_back(entry);
    }
    return groups;
}

// Of one kind and to be treated alike; within it the reasons may differ.
inline auto kind_of_finding(const ReportEntry& entry) {
    return std::tuple(-static_cast<int>(entry.severity), entry.title, entry.what_to_do, entry.law);
}

}  // namespace review
