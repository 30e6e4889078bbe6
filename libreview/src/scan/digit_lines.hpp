#pragma once

#include <string_view>
#include <vector>

#include "text/text_view.hpp"

namespace review {

// Most expressions want a digit, or several, and most lines of prose have none.
//
// The law: where digits_in_line(expression) is not 0, whatever matches it has so many of the digits 0 to 9 in it at least and lies within
// one line, and nothing in the expression looks beyond that line. So what it finds in a text is what it finds in the lines of that text
// that have so many.

// How many digits the expression (PCRE as Hyperscan reads it, with ^ and $ at lines) is known to want in a line. What this reader does not
// know, it is not sure of: 0.
std::size_t digits_in_line(std::string_view expression);

// A whole line with its end, and how many digits are in it, counted to `most_digits` at least.
struct DigitLine {
    static constexpr std::size_t most_digits = 16;
    std::size_t begin, end, digits;
};

// Those with a digit. Ascending.
std::vector<DigitLine> digit_lines(std::string_view text);

// Those that have at least so many, and some between that cost less than to leave them out. Ascending, apart.
std::vector<TextRange> lines_with_digits(const std::vector<DigitLine>& lines, std::size_t least);

}  // namespace review
