#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

namespace review {

// Over which column a value stands. Extraction writes a row of a table as one line, its cells parted by tabs; the header
// of a table that goes on stands on an earlier page.
//
// A row without a digit with which a table begins, or begins again after other lines, is a header: the telephones of the people
// helped stand under theirs, and not under 办公电话 of the table before. A row without a digit before the first row of values is one if a
// cell holds one of the words, a later one if a cell is one or ends as headings do (联系电话): 五堰街道 is a value.
class TableHeaders {
public:
    explicit TableHeaders(std::vector<std::string> words);

    void read(const Part& part);  // in order of extraction, before questions about it

    // The headers of the row that is the line of the part read last at byte `begin`; null where there are none.
    const std::vector<std::string>* over_row(std::string_view line, std::size_t begin) const;

    // Loose form (base/loose_text.hpp) of the header over the cell that holds byte `at` of the part's text; empty where there is none.
    std::string over(const Part& part, std::size_t at) const;

private:
    struct Header {
        std::size_t at = 0;  // byte of the part read last; 0: an earlier one's, or its first line
        std::vector<std::string> cells;  // none: here a table ended, and no header before it stands over what follows
    };
    void read_line(std::string_view line, std::size_t at, bool first);
    bool names_a_column(const std::string& cell, bool whole) const;

    std::vector<std::string> words_;  // loose
    std::vector<Header> headers_;     // ascending
    std::size_t others_ = 0;          // lines that are no rows since the last row
    bool values_seen_ = false;        // a row with a digit since the table began
};

// The line of a text that holds byte `at`, without its break: [begin, end). A longer one ends four thousand bytes to each side:
// this is asked for every value of a line that may be a whole file.
struct LineRange {
    std::size_t begin = 0, end = 0;
};
LineRange line_at(std::string_view text, std::size_t at);

// Cells of a line, parted by tabs.
std::vector<std::string_view> cells_of(std::string_view line);

}  // namespace review
