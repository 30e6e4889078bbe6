#pragma once

#include <string>

#include <review/finding.hpp>

namespace review {

// The text by which findings are known for the same value: suppressions, baselines, decisions carried on. Layout, forms and case do not
// count; in a password or a key each letter does.
std::string same_value(const Finding& finding);

}  // namespace review
