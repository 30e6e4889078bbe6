#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace review {

// A relative path in UTF-8 that means the same on every system: no "..", no drive, no backslash, no control characters, no
// empty segments. A directory ends with one slash.
bool is_member_name(std::string_view name);

// Names that differ in the case of ASCII letters only are one name (ISO/IEC 29500-2, 6.3.5).
std::string folded_name(std::string_view name);
using FoldedNames = std::unordered_set<std::string>;

}  // namespace review
