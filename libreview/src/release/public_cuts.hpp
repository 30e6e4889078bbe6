#pragma once

#include <vector>

#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/finding.hpp>
#include <review/policy.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// What the policy wants published and the plan cuts: by the label before the cut, over its column or inside it, also
// under areas that a person drew. A warning, never an obstacle: the officer may know why.
std::vector<PublicCut> public_cuts(const Document& document, const Policy& policy, const RedactionPlan& plan,
                                   const std::vector<Finding>& findings);

}  // namespace review
