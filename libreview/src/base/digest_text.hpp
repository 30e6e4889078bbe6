#pragma once

#include <optional>
#include <string_view>

#include <review/digest.hpp>

namespace review {

// 64 lower-case hexadecimal digits, as Digest::hex() writes them.
std::optional<Digest> digest_of_hex(std::string_view hex);

}  // namespace review
