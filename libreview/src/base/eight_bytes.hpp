#pragma once

#include <cstdint>
#include <cstring>

namespace review {

constexpr std::size_t eight_bytes = sizeof(std::uint64_t);

// Whether any of eight bytes is lower than `bound`, which is 0x80 at most: one look at all of them.
inline bool any_of_eight_below(const char* bytes, unsigned char bound) {
    constexpr std::uint64_t each = 0x0101010101010101;
    std::uint64_t eight;
    std::memcpy(&eight, bytes, sizeof eight);
    return ((eight - each * bound) & ~eight & each * 0x80) != 0;
}

// Whether any of eight bytes is `byte`.
inline bool any_of_eight_is(const char* bytes, unsigned char byte) {
    constexpr std::uint64_t each = 0x0101010101010101;
    std::uint64_t eight;
    std::memcpy(&eight, bytes, sizeof eight);
    const std::uint64_t none = eight ^ (each * byte);
    return ((none - each) & ~none & each * 0x80) != 0;
}

}  // namespace review
