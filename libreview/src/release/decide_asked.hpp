#pragma once

#include <vector>

#include <review/decisions.hpp>
#include <review/finding.hpp>

namespace review {

// A value that was named to be looked for goes by being named, unless somebody decided otherwise.
void decide_asked(const std::vector<Finding>& findings, Decisions& decisions);

}  // namespace review
