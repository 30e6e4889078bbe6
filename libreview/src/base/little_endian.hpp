#pragma once

#include <cstdint>

#include <review/bytes.hpp>

namespace review {

// A number of up to eight bytes, the lowest first, as ZIP writes them (APPNOTE.TXT 4.4). They are there: the caller has looked.
inline std::uint64_t little_endian_at(ByteView bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (auto i = size; i-- > 0;) value = value << 8 | bytes[at + i];
    return value;
}

}  // namespace review
