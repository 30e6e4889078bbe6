#include "text/utf8.hpp"

namespace review {
namespace {

constexpr char32_t replacement = 0xfffd;

std::size_t length_of(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return 2;
    if (lead >= 0xe0 && lead <= 0xef) return 3;
    if (lead >= 0xf0 && lead <= 0xf4) return 4;
    return 0;
}

}  // namespace

CodePoint decode_rare_utf8(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size()) return {0, 0, true};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t size = length_of(lead);
    if (size == 0 || at + size > text.size()) return {replacement, 1, false};
    char32_t point = lead & (0x7fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {replacement, 1, false};
        point = point << 6 | (byte(i) & 0x3f);
    }
    const bool too_long = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
    const bool no_character = (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff;
    if (too_long || no_character) return {replacement, 1, false};
    return {point, size, true};
}

CodePoint decode_rare_utf8_before(std::string_view text, std::size_t end) noexcept {
    if (end == 0 || end > text.size()) return {0, 0, true};
    for (std::size_t size = 1; size <= 4 && size <= end; ++size) {
        if ((static_cast<unsigned char>(text[end - size]) & 0xc0) == 0x80) continue;
        const CodePoint point = decode_utf8(text, end - size);
        if (point.valid && point.size == size) return point;
        break;
    }
    return {replacement, 1, false};
}

void put_utf8(std::string& text, char32_t point) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xc0 | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xe0 | point >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0 | point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace review
