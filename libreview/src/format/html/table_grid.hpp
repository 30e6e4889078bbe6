#pragma once

#include <cstdint>
#include <string>
#include <string>
#include <unordered_map>
#include <vector>

#include "format/html/tree.hpp"

namespace review {

// What an element is in a table: by its name, its role (WAI-ARIA 1.2, 5.3.3), its own style, or the simple selectors of the page's style
// sheets (.cell { display: table-cell }).
enum class TableRole { none, table, row, cell };

class TableRoles {
public:
    explicit TableRoles(const HtmlTree& tree);  // the tree outlives it
    // Of a node of the tree.
    TableRole of(const HtmlNode& node) const { return roles_[static_cast<std::size_t>(&node - tree_.nodes.data())]; }

private:
    TableRole role(const HtmlNode& node) const;
    void read_style_sheet(std::string_view text);
    TableRole by_words(char mark, std::string_view words) const;
    const HtmlTree& tree_;
    std::vector<TableRole> roles_;
    std::unordered_map<std::string, TableRole> by_selector_;  // "div", ".cell", "#list"
};

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
bool is_data_table(const HtmlTree& tree, std::size_t node, const TableRoles& roles);

}  // namespace review
