#pragma once

#include <cstdint>

#include <review/bytes.hpp>

namespace review {

// A picture of a page as PNG (ISO/IEC 15948), made small rather than exact: sixteen greys where it has no colour, else
// five bits a colour. `samples`: red, green and blue, a byte each, rows from the top.
Bytes page_png(std::uint32_t width, std::uint32_t height, ByteView samples);

}  // namespace review
