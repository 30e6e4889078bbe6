#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// The value of a letter of Base64, in either alphabet of RFC 4648 (4 and 5); below 0: it is none.
int base64_value(char letter);

// Base64 as lenient readers have it: blanks count for nothing, and behind padding another text begins. nullopt: there is
// some other letter.
std::optional<Bytes> bytes_of_base64(std::string_view letters);

// RFC 4648, 4, with padding and without line ends.
std::string base64(ByteView bytes);
// nullopt where base64() of the result would not be the same text.
std::optional<Bytes> from_base64(std::string_view text);

}  // namespace review
