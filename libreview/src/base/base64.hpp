#pragma once

#include <optional>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// The value of a letter of Base64, in either alphabet of RFC 4648 (4 and 5); below 0: it is none.
int base64_value(char letter);

// Base64 as lenient readers have it: blanks count for nothing, and behind padding another text begins. nullopt: there is
// some other letter.
std::optional<Bytes> bytes_of_base64(std::string_view letters);

}  // namespace review
