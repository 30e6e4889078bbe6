#pragma once

#include <vector>

#include <review/finding.hpp>
#include <review/policy.hpp>

namespace review {

// Allows what the policy's suppressions for this class of documents let out, and names the entry in the evidence. One that has
// expired changes nothing and is named as well.
void apply_suppressions(const Policy& policy, std::vector<Finding>& findings);

}  // namespace review
