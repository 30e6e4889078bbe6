#pragma once

#include <string>
#include <string_view>

#include <review/part.hpp>

namespace review {

// The part's text with a blank wherever a line ends inside a cell: each row of a table is one line, and every byte is where it was.
// The part outlives it.
class TableRows {
public:
    explicit TableRows(const Part& part);
    TableRows(const TableRows&) = delete;
    TableRows& operator=(const TableRows&) = delete;
    std::string_view text() const { return text_; }

private:
    std::string own_;
    std::string_view text_;
};

}  // namespace review
