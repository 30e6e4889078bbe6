#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace review {

// A table saved as text with a cell a line: its headings one under the other, then the cells of each row in the same order. Where the cells
// begin that belong to the heading in the line of `at`; empty where no such table is there.
std::vector<std::size_t> cells_stacked_under(std::string_view text, std::size_t at);

}  // namespace review
