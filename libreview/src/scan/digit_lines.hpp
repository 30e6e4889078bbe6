#pragma once

#include <string_view>
#include <vector>

#include "text/text_view.hpp"

namespace review {

// Most expressions want a digit, and most lines of prose have none.
//
// The law: where needs_digit_in_line(expression), whatever matches it has one of the digits 0 to 9 in it and lies within one line, and
// nothing in the expression looks beyond that line. So what it finds in a text is what it finds in lines_with_digits() of that text.

// Whether the expression (PCRE as Hyperscan reads it, with ^ and $ at lines) is known to be such a one. What this reader does not know,
// it is not sure of: false.
bool needs_digit_in_line(std::string_view expression);

// Whole lines with the end of each, those with a digit and some between that cost less than to leave them out. Ascending, apart.
std::vector<TextRange> lines_with_digits(std::string_view text);

}  // namespace review
