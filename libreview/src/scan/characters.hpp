#pragma once

namespace review {

// Of ASCII, and the ideographs that names and addresses are written in.
constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
constexpr bool is_letter(char byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }
constexpr bool is_alphanumeric(char byte) { return is_digit(byte) || is_letter(byte); }
constexpr bool is_han(char32_t point) {
    // The rare ones of names (王𬭎) stand in the supplementary planes.
    return (point >= 0x3400 && point <= 0x9fff) || (point >= 0xf900 && point <= 0xfaff) || (point >= 0x20000 && point <= 0x323af);
}

}  // namespace review
