#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "format/html/tree.hpp"

namespace review {

// Which column a cell stands in (WHATWG HTML 4.9.12), while a table is read row by row.
class TableGrid {
public:
    static constexpr std::uint32_t most_columns = 256;  // wider ones have no headings anybody reads

    void row();
    // The column of the next cell.
    std::uint32_t cell(const HtmlNode& node);

private:
    std::vector<std::uint32_t> held_;  // rows that a cell above still takes, by column
    std::uint32_t column_ = 0;
};

// A table whose rows are read as rows: it has a row of two cells or more, and no table in it. Other tables lay out a page.
bool is_data_table(const HtmlTree& tree, std::size_t node);

}  // namespace review
