#pragma once

#include <review/prove.hpp>

#include "proof/needles.hpp"

namespace review {

// prove() for one of many files with the same values: what looks for them is made once. It is of plan.values, and of no other file now.
Evidence prove_by(Needles& needles, ByteView output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
                  const Limits& limits, ByteView draft_bytes = {}, const PictureReading& pictures = {});

}  // namespace review
