#pragma once

#include <span>

#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>
#include <review/scanner.hpp>

#include "proof/needles.hpp"
#include "scan/sieve.hpp"

namespace review {

// Reads the finished file as a draft again: no removed value in any spacing, no finding that the
// draft did not have outside the cuts, nothing unreadable that nobody accepted. `scanner` and `draft`
// may be null. `sieved`: what a sieve told of the draft's parts when this scanner read it. It tells what the draft is read for once more, what
// may stay, and nothing of the output: a wrong word there is a finding in the output that nobody can explain.
void rescan(const Document& output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
            Needles& needles, Evidence& evidence, const SieveNotes* sieved = nullptr);

// The cuts that touch a part, in order.
std::span<const Cut> cuts_of(const RedactionPlan& plan, std::uint32_t part);

}  // namespace review
