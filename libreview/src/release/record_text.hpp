#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <review/finding.hpp>
#include <review/part.hpp>

#include "model/table_headers.hpp"

namespace review {

// What a record is: the row of a table, a paragraph, the elements of one parent.

bool in_markup(const Part& part);
std::string_view parent_of(std::string_view xpath);
std::string_view name_in(std::string_view xpath);  // of the element or attribute, without prefix and number
bool is_table_line(std::string_view line);

// Cells of bytes [from, to) of a row with their headers, as "出生日期：1990年1月1日；".
std::string row_text(const TableHeaders& headers, std::string_view text, LineRange line, std::size_t from, std::size_t to);

// Of a masked value: "resident-id", and its digits in full length with '*' for each that is covered.
std::string_view masked_kind(const std::string& rule);
std::optional<std::string> masked_pattern(const Finding& finding);
std::string digits_of(const Finding& finding);  // 0 to 9 and X

}  // namespace review
