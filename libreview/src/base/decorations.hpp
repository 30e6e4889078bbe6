#pragma once

namespace review {

// Combining marks that strike, underline, enclose or cover whatever stands before them and make no letter of it: digits pasted out of a web
// editor as struck out, keycaps.
constexpr bool is_decoration(char32_t point) {
    return point == 0x305 || (point >= 0x332 && point <= 0x338) || point == 0x33f || point == 0x347 || point == 0x35e || point == 0x35f ||
           point == 0x488 || point == 0x489 || (point >= 0x20d0 && point <= 0x20f0);
}

// Combining marks in general, which belong to letters: on a digit or an ideograph they are decoration, too.
constexpr bool is_combining(char32_t point) {
    return (point >= 0x300 && point <= 0x36f) || (point >= 0x1ab0 && point <= 0x1aff) || (point >= 0x1dc0 && point <= 0x1dff) ||
           (point >= 0x20d0 && point <= 0x20ff) || (point >= 0x302a && point <= 0x302f) || (point >= 0xfe20 && point <= 0xfe2f);
}

}  // namespace review
