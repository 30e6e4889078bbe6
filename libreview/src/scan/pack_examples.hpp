#pragma once

#include <review/pattern_pack.hpp>

namespace review {

// Throws Errc::bad_pattern, naming file and line, at the first example that does not come out as the pack says. Rules that a plug-in
// judges are passed over: its code runs in the cage only.
// Databases of a few rules are kept in `cache_folder`; of many they would drive out all others.
void prove_examples(const PatternPack& pack, const std::string& cache_folder = {});

}  // namespace review
