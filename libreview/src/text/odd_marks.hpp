#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// Where a number ends whose first group ends at `at`, and whose groups are parted from there on by one and the same mark that
// parts no numbers otherwise: 420302|19900101|0015, 420,302,199,001,010,015. Only groups as cards and numbers of identity have them, and
// thousands of sixteen digits or more, which no amount has. 0: it is none.
std::size_t end_of_parted(std::string_view text, std::size_t at);

}  // namespace review
