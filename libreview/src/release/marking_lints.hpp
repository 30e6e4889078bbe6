#pragma once

#include <vector>

#include <review/document.hpp>
#include <review/finding.hpp>
#include <review/policy.hpp>

namespace review {

// What is wrong with a marking of a state secret, as words of its evidence. It stays a finding either way.
// "over-long:10": the period exceeds 30, 20 or 10 years (保密法 20). "no-period:10": neither period nor date nor condition
// (实施条例 21). "over-classified:LABEL": the document holds what has to be published (实施条例 5).
void lint_markings(const Document& document, const Policy& policy, std::vector<Finding>& findings);

}  // namespace review
