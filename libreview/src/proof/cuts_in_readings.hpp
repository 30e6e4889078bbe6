#pragma once

#include <span>
#include <vector>

#include <review/part.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// The cuts of a part with what goes with them in its other readings: the same glyphs at the same places, where a finding is told once.
// Ascending, each of one finding's name or none.
std::vector<Cut> cuts_in_readings(const Part& part, std::span<const Cut> cuts);

}  // namespace review
