#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

namespace review {

// Over which column a value stands. Extraction writes a row of a table as one line, its cells parted by tabs; the header
// of a table that goes on stands on an earlier page.
class TableHeaders {
public:
    // A header is a line of two cells or more without a digit, one of whose cells holds one of these words.
    explicit TableHeaders(std::vector<std::string> words);

    void read(const Part& part);  // in order of extraction, before questions about it

    // The headers of the row that is the line of the part read last at byte `begin`; null where there are none.
    const std::vector<std::string>* over_row(std::string_view line, std::size_t begin) const;

    // Loose form (base/loose_text.hpp) of the header over the cell that holds byte `at` of the part's text; empty where there is none.
    std::string over(const Part& part, std::size_t at) const;

private:
    struct Header {
        std::size_t at = 0;  // byte of the part read last; 0: an earlier one's, or its first line
        std::vector<std::string> cells;
    };
    void read_line(std::string_view line, std::size_t at);

    std::vector<std::string> words_;  // loose
    std::vector<Header> headers_;     // ascending
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
