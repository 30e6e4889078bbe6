#pragma once

#include <cstdint>

namespace review::pdf {

// A number of a file that counts or names something. What is none, or too large, is the largest: it names nothing.
inline std::uint32_t natural(double number) {
    constexpr double end = 4294967296.0;
    return number >= 0 && number < end ? static_cast<std::uint32_t>(number) : UINT32_MAX;
}

}  // namespace review::pdf
