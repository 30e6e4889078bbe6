#pragma once

#include <string>
#include <string_view>

namespace review {

// Rows that stand in brackets, as dumps of data bases and JSON write them: INSERT INTO t (姓名, 电话) VALUES ('张伟', 1), ('李娜', 2); CREATE
// TABLE t (姓名 varchar(20), ...); [["姓名","电话"],["张伟",1]]. Lists of as many items one behind the other become lines with cells parted by
// tabs, without quotes; each byte stays in its place.
// `items`: how many a row has that stands over the text; 0: none does.
std::string with_listed_rows(std::string_view text, std::size_t items = 0);

// The first of the rows that go on where the text ends, and may go on behind it; "": none does. `before`: that of the text before this one.
std::string listed_heading(std::string_view text, const std::string& before);

// The label [begin, end) may be an item of such a list.
bool may_be_listed(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace review
