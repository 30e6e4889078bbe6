#pragma once

#include <cstdint>

#include <review/bytes.hpp>

namespace review::pdf {

// Samples as ISO 32000-1, 8.9.5.2, has them: rows from the top, components side by side, the highest bit
// first, each row on a byte of its own.
struct Samples {
    std::uint32_t width = 0, height = 0, components = 1, bits = 8;
    Bytes data;
    std::uint64_t row_bytes() const { return (std::uint64_t{width} * components * bits + 7) / 8; }
};

}  // namespace review::pdf
