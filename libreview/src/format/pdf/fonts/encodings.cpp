#include "format/pdf/fonts/encodings.hpp"

#include <algorithm>
#include <cstdint>

#include "base/packed_words.hpp"

namespace review::pdf {
namespace {

#include "format/pdf/fonts/base_encodings.inc"

#define REVIEW_GLYPH_NAME(name, point) name,
constexpr auto glyph_names = packed_words([] {
    return std::to_array<std::string_view>({
#include "format/pdf/fonts/glyph_names.inc"
    });
});
constexpr auto dingbat_names = packed_words([] {
    return std::to_array<std::string_view>({
#include "format/pdf/fonts/dingbat_names.inc"
    });
});
#undef REVIEW_GLYPH_NAME

#define REVIEW_GLYPH_NAME(name, point) point,
constexpr char32_t glyph_points[] = {
#include "format/pdf/fonts/glyph_names.inc"
};
constexpr char32_t dingbat_points[] = {
#include "format/pdf/fonts/dingbat_names.inc"
};
#undef REVIEW_GLYPH_NAME

template <typename Names>
char32_t point_of(const Names& names, const char32_t* points, std::string_view name) {
    const auto row = names.lower_bound(name);
    return row < names.size() && names[row] == name ? points[row] : 0;
}

Encoding widened(const std::array<char16_t, 256>& table) {
    Encoding wide{};
    std::copy(table.begin(), table.end(), wide.begin());
    return wide;
}

char32_t hexadecimal(std::string_view digits) {
    char32_t value = 0;
    for (const char c : digits) {
        if (c >= '0' && c <= '9') value = value * 16 + static_cast<char32_t>(c - '0');
        else if (c >= 'A' && c <= 'F') value = value * 16 + static_cast<char32_t>(c - 'A' + 10);
        else return 0;
    }
    return value <= 0x10FFFF ? value : 0;
}

}  // namespace

Encoding base_encoding(std::string_view name) {
    if (name == "WinAnsiEncoding") return widened(win_ansi_encoding);
    if (name == "MacRomanEncoding") return widened(mac_roman_encoding);
    if (name == "PDFDocEncoding") return widened(pdf_doc_encoding);
    if (name == "Symbol") return widened(symbol_encoding);
    if (name == "ZapfDingbats") return widened(dingbats_encoding);
    return widened(standard_encoding);
}

char32_t unicode_of_glyph_name(std::string_view name) {
    if (const auto point = point_of(glyph_names, glyph_points, name); point != 0) return point;
    if (const auto dot = name.find('.'); dot != std::string_view::npos && dot > 0) {
        return unicode_of_glyph_name(name.substr(0, dot));
    }
    if (name.starts_with("uni") && name.size() == 7) return hexadecimal(name.substr(3));
    if (name.starts_with("u") && name.size() >= 5 && name.size() <= 7) return hexadecimal(name.substr(1));
    return 0;
}

char32_t unicode_of_dingbat(std::string_view name) { return point_of(dingbat_names, dingbat_points, name); }

void append_utf8(std::string& text, char32_t point) {
    const auto byte = [&](char32_t value) { text += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | point >> 6);
        byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        if (point >= 0xD800 && point < 0xE000) point = 0xFFFD;  // half a surrogate pair
        byte(0xE0 | point >> 12);
        byte(0x80 | (point >> 6 & 0x3F));
        byte(0x80 | (point & 0x3F));
    } else {
        byte(0xF0 | point >> 18);
        byte(0x80 | (point >> 12 & 0x3F));
        byte(0x80 | (point >> 6 & 0x3F));
        byte(0x80 | (point & 0x3F));
    }
}

std::string utf8_of_utf16be(std::string_view bytes) {
    std::string text;
    const auto unit = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) << 8 | static_cast<unsigned char>(bytes[i + 1]));
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t point = unit(i);
        if (point >= 0xD800 && point < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        append_utf8(text, point);
    }
    return text;
}

std::string text_string(std::string_view bytes) {
    if (bytes.starts_with("\xFE\xFF")) return utf8_of_utf16be(bytes.substr(2));
    if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
    if (bytes.starts_with("\xFF\xFE")) {  // not in the standard, and real
        std::string swapped(bytes.substr(2));
        for (std::size_t i = 0; i + 1 < swapped.size(); i += 2) std::swap(swapped[i], swapped[i + 1]);
        return utf8_of_utf16be(swapped);
    }
    std::string text;
    for (const char c : bytes) {
        const char32_t point = pdf_doc_encoding[static_cast<unsigned char>(c)];
        append_utf8(text, point ? point : 0xFFFD);
    }
    return text;
}

}  // namespace review::pdf
