#pragma once

#include <review/decisions.hpp>
#include <review/document.hpp>
#include <review/draft.hpp>
#include <review/finding.hpp>
#include <review/policy.hpp>

namespace review {

// Throws Errc::refused where somebody decided `mask` and what the mask shows, with all that the value's record tells as the draft has
// it, leaves fewer values than the policy's floor, or the value is kept elsewhere. What else goes from the record still counts as told:
// a mask is rather called too weak.
void refuse_weak_masks(const Draft& draft, const Document& document, const std::vector<Finding>& findings, const Decisions& decisions,
                       const Policy& policy);

}  // namespace review
