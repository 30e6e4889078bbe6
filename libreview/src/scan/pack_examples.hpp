#pragma once

#include <review/pattern_pack.hpp>

namespace review {

// Throws Errc::bad_pattern, naming file and line, at the first example that does not come out as the pack says. Rules that a plug-in
// judges are passed over: its code runs in the cage only.
void prove_examples(const PatternPack& pack);

}  // namespace review
