#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace review {

// Behind what numbers an item of a list (1、 2. (3)), or `at`. Of a bare digit an ideograph has to follow.
std::size_t behind_item_number(std::string_view text, std::size_t at);

// Where the next value begins behind one that ends at `end`, if it looks like the first one, which begins at `first`: a comma, a slash,
// a semicolon, 和, a blank part them. npos: none.
std::size_t next_alike(std::string_view text, std::size_t first, std::size_t end);

// The same of names: 1、王小明；2、李小红, 王小明和李小红. Commas part them where nothing but names is left of the line.
std::size_t next_name(std::string_view text, std::size_t end);

// Where the names begin of a list under a heading that ends at `end`, in rows of nothing but names: 拟录取名单 and 姓名 over several columns.
std::vector<std::size_t> names_in_rows(std::string_view text, std::size_t end);

}  // namespace review
