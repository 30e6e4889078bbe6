#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// SHA-256 (FIPS 180-4).
struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    std::string hex() const;  // 64 lower-case digits
    friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest sha256(ByteView data);

// HMAC-SHA-256 (RFC 2104). What leaves the house about a value is keyed: a plain digest of an
// 18-digit number is the number.
Digest keyed_digest(ByteView key, std::string_view text);

// Digest of a sequence of fields, each length-prefixed so that no two sequences collide.
Digest keyed_digest(ByteView key, std::initializer_list<std::string_view> fields);

}  // namespace review
