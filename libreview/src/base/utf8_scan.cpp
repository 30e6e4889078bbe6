#include "base/utf8_scan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "base/wide_loops.hpp"

namespace review {

namespace {

constexpr std::size_t block = 4096;

bool is_continuation(std::uint8_t byte) { return (byte & 0xc0) == 0x80; }

// Length of the UTF-8 character at bytes[0], 0 where there is none. RFC 3629, 4.
std::size_t utf8_character(ByteView bytes) {
    const auto lead = bytes[0];
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size == 0 || size > bytes.size()) return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if (!is_continuation(bytes[i])) return 0;
    }
    if ((lead == 0xe0 && bytes[1] < 0xa0) || (lead == 0xed && bytes[1] > 0x9f)) return 0;
    if ((lead == 0xf0 && bytes[1] < 0x90) || (lead == 0xf4 && bytes[1] > 0x8f)) return 0;
    return size;
}

REVIEW_WIDE std::size_t leads_in(const std::uint8_t* bytes, std::size_t size) {
    std::size_t count = 0;
    for (std::size_t from = 0; from < size; from += 128) {
        // At most 128 to a lane: a byte holds the sum.
        std::uint8_t some = 0;
        const std::size_t end = std::min(size, from + 128);
        for (std::size_t i = from; i < end; ++i) some = static_cast<std::uint8_t>(some + ((bytes[i] & 0xc0) != 0x80));
        count += some;
    }
    return count;
}

REVIEW_WIDE bool control_in(const std::uint8_t* bytes, std::size_t size) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t byte = bytes[i];
        const bool text = static_cast<std::uint8_t>(byte - 9) <= 4 || static_cast<std::uint8_t>(byte - 0x1a) <= 1;
        any |= static_cast<std::uint8_t>(((byte < 0x20) & !text) | (byte == 0x7f));
    }
    return any != 0;
}

}  // namespace

std::optional<std::size_t> first_not_utf8(ByteView bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        std::uint64_t eight = 0;
        while (i + 8 <= bytes.size()) {
            std::memcpy(&eight, bytes.data() + i, 8);
            if ((eight & 0x8080808080808080) != 0) break;
            i += 8;
        }
        // Two characters of three bytes in a row, as Chinese text has them: no long forms behind E1 to EC, no surrogates.
        while (i + 8 <= bytes.size()) {
            std::memcpy(&eight, bytes.data() + i, 8);
            if constexpr (std::endian::native != std::endian::little) break;
            if ((eight & 0xc0c0f0c0c0f0) != 0x8080e08080e0) break;
            const auto one = eight & 0x0f, two = eight >> 24 & 0x0f;
            if (one == 0 || one == 0x0d || two == 0 || two == 0x0d) break;
            i += 6;
        }
        // What is neither is among the next eight, or the end is near.
        for (std::size_t seen = 0; seen < 8 && i < bytes.size(); ++seen) {
            const auto size = utf8_character(bytes.subspan(i));
            if (size == 0) return i;
            i += size;
        }
    }
    return std::nullopt;
}

std::size_t count_characters(std::string_view text) { return leads_in(as_bytes(text).data(), text.size()); }

bool has_binary_control(ByteView bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += block) {
        if (control_in(bytes.data() + at, std::min(block, bytes.size() - at))) return true;
    }
    return false;
}

}  // namespace review
