#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// Where a number ends whose first group ends at `at`, and whose groups are parted from there on by one and the same mark that
// parts no numbers otherwise: 420302|19900101|0015, 420,302,199,001,010,015. Only groups as cards and numbers of identity have them, and
// thousands of sixteen digits or more, which no amount has. 0: it is none.
std::size_t end_of_parted(std::string_view text, std::size_t at);

// Where the last digit ends of a number written one digit a cell, if the first stands before `at`: 4|2|0|3, 4,2,0,3, "4","2"; eleven cells or
// more with the same mark between them. 0: it is none.
std::size_t end_of_cells(std::string_view text, std::size_t at);

// What stands between two such cells at `at`, with blanks and quotes; 0: nothing does.
std::size_t size_of_cell_mark(std::string_view text, std::size_t at);

}  // namespace review
