#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace review {

// Tables in plain text that no tab parts: values with commas or semicolons between (RFC 4180), columns aligned with blanks, rules drawn with | or │.

// Whether the label [begin, end) stands between what could part the cells of such a table.
bool may_head_column(std::string_view text, std::size_t begin, std::size_t end);

// The text with a tab for what parts cells, wherever two lines or more that follow each other have the same number of cells. As long as the
// text, byte for byte where it was. Linear.
std::string with_tabs(std::string_view text);

}  // namespace review
