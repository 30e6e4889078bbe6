#pragma once

#include <cstdint>
#include <optional>

#include <review/bytes.hpp>

namespace review {

// The pixels of a PNG file (ISO/IEC 15948), a byte each, rows from the top.
struct PngGrey {
    std::uint32_t width = 0, height = 0;
    Bytes grey;   // 0 is black
    Bytes alpha;  // 255 is opaque; empty: all are
};

// None: not such a file, damaged, larger than `most` bytes, or one with more pixels than it shows (several pictures, samples behind the last row).
std::optional<PngGrey> png_grey(ByteView file, std::uint64_t most);

}  // namespace review
