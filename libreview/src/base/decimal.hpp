#pragma once

#include <charconv>
#include <cstdint>
#include <string>

namespace review {

// The number in digits, without a string of its own.
inline void append_decimal(std::string& text, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    text.append(digits, end);
}

}  // namespace review
