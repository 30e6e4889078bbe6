#pragma once

#include <array>
#include <string>
#include <string_view>

namespace review::pdf {

// Code -> Unicode of a simple font; 0: no character.
using Encoding = std::array<char32_t, 256>;

// "StandardEncoding", "WinAnsiEncoding", "MacRomanEncoding", "PDFDocEncoding", and the two that Symbol and
// ZapfDingbats have inside, by these names (annex D.5, D.6); anything else: Standard.
Encoding base_encoding(std::string_view name);

// Adobe Glyph List, with the forms uniXXXX, uXXXXX and suffixes after a full stop; 0: unknown.
char32_t unicode_of_glyph_name(std::string_view name);

// Of a glyph of ZapfDingbats ("a119"); 0: unknown.
char32_t unicode_of_dingbat(std::string_view name);

// A text string (ISO 32000-1, 7.9.2.2): UTF-16BE with its mark, UTF-8 with its mark, or PDFDocEncoding.
std::string text_string(std::string_view bytes);

void append_utf8(std::string& text, char32_t point);
std::string utf8_of_utf16be(std::string_view bytes);

}  // namespace review::pdf
