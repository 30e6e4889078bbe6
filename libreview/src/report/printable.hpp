#pragma once

#include <string>
#include <string_view>

namespace review {

// What a hostile draft may send to a terminal: control characters (escape sequences, line breaks)
// and bidirectional overrides (U+202A to U+202E, U+2066 to U+2069) become U+FFFD.
std::string printable(std::string_view text);

}  // namespace review
