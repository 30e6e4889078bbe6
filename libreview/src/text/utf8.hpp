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

// RFC 3629: no surrogates, no long forms.
CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept;

// The code point that ends at byte `end`.
CodePoint decode_utf8_before(std::string_view text, std::size_t end) noexcept;

void put_utf8(std::string& text, char32_t point);

}  // namespace review
