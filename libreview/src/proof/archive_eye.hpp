#pragma once

#include <review/prove.hpp>

#include "proof/needles.hpp"

namespace review {

// A finished archive: every byte of it belongs to a member; names carry no value; each member is proven as its own format is, from the bytes
// an independent reader of zip files gives. The evidence of all of them together.
void prove_archive(ByteView file, const RedactionPlan& plan, const Scanner* scanner, const Document* draft, const Limits& limits, Needles& needles,
                   Evidence& evidence);

}  // namespace review
