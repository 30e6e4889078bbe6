#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <memory>
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

// HMAC-SHA-256 (RFC 2104) with one key. What leaves the house about a value is keyed: a plain digest of an
// 18-digit number is the number. One thread at a time.
class KeyedDigest {
public:
    explicit KeyedDigest(ByteView key);
    ~KeyedDigest();
    KeyedDigest(KeyedDigest&&) noexcept;
    KeyedDigest& operator=(KeyedDigest&&) noexcept;

    Digest of(std::string_view text) const;
    // Of a sequence of fields, each length-prefixed so that no two sequences collide.
    Digest of(std::initializer_list<std::string_view> fields) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace review
