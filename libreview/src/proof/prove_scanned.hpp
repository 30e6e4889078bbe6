#pragma once

#include <review/prove.hpp>

#include "scan/sieve.hpp"

namespace review {

// prove() by who has just scanned the draft with the same scanner: `sieved` was noted then.
Evidence prove_scanned(ByteView output, const RedactionPlan& plan, const Scanner& scanner, const Document& draft, const SieveNotes& sieved,
                       const Limits& limits, ByteView draft_bytes, const PictureReading& pictures);

}  // namespace review
