#pragma once

#include <review/part.hpp>

namespace review {

// Cells of a list with commas whose lines end between quotes (RFC 4180, 2.6): an address that somebody broke, two names one above the other.
bool has_quoted_lines(const Part& part);

// The part with those ends of lines told as ends within a cell; between words, such as names, they are blanks.
Part with_quoted_lines(const Part& part);

}  // namespace review
