#pragma once

#include <cstdint>
#include <string_view>

#include "format/text/part_pieces.hpp"

namespace review {

// Tables as XHTML, DocBook and Akoma Ntoso write them, in any namespace: rows are called tr or row, their children are cells.
bool is_table(std::string_view element);
bool is_row(std::string_view element);
bool holds_rows(std::string_view element);  // a table, or what groups its rows: thead, tbody, tfoot, tgroup

// Where in a table a block is, while it is read: a table is one part, a line a row, with a tab between cells, so that a heading
// stands over its column. Rows of a table in a cell are words of that cell.
class TableLayout {
public:
    explicit TableLayout(bool table) : table_(table) {}

    void start(std::string_view element, bool empty);
    void end();

    bool in_cell() const { return row_ != 0 && level_ > row_; }
    bool between_cells() const { return table_ && !in_cell(); }
    // Before text of a cell: the ends of the rows and cells before it. False: it goes on in the same cell.
    bool reach(PartPieces& pieces);
    // The cells of the row that ended and had nothing in them.
    void close(PartPieces& pieces);

private:
    bool table_;
    std::uint32_t level_ = 0;  // of open elements below the table
    std::uint32_t row_ = 0;    // level of the row that is open
    std::uint32_t cells_ = 0, reached_ = 0;  // of that row: begun, and passed in the text
    bool new_row_ = false, new_cell_ = false, closing_ = false;
};

}  // namespace review
