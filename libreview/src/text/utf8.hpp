#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace review {

struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;  // bytes; 0 at the end of the text
    bool valid = true;     // false: one byte that is no UTF-8, value U+FFFD
};

CodePoint decode_rare_utf8(std::string_view text, std::size_t at) noexcept;  // of any length, right or wrong

// RFC 3629: no surrogates, no long forms.
inline CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size()) return {0, 0, true};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (byte(0) < 0x80) return {byte(0), 1, true};
    // Han, most of it: E1 to EC have no long forms and no surrogates behind them.
    if (byte(0) > 0xe0 && byte(0) < 0xed && at + 3 <= text.size() && (byte(1) & 0xc0) == 0x80 && (byte(2) & 0xc0) == 0x80) {
        return {static_cast<char32_t>((byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f)), 3, true};
    }
    return decode_rare_utf8(text, at);
}

CodePoint decode_rare_utf8_before(std::string_view text, std::size_t end) noexcept;

// The code point that ends at byte `end`.
inline CodePoint decode_utf8_before(std::string_view text, std::size_t end) noexcept {
    const auto byte = [&](std::size_t back) { return static_cast<unsigned char>(text[end - back]); };
    if (end > 0 && end <= text.size() && byte(1) < 0x80) return {byte(1), 1, true};
    if (end >= 3 && end <= text.size() && byte(3) > 0xe0 && byte(3) < 0xed && (byte(2) & 0xc0) == 0x80 && (byte(1) & 0xc0) == 0x80) return decode_utf8(text, end - 3);
    return decode_rare_utf8_before(text, end);
}

void put_utf8(std::string& text, char32_t point);

}  // namespace review
