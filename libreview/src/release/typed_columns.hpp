#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

namespace review {

// Headings over the values of plain text whose cells no tab parts: commas, bars, blanks (scan/typed_tables.hpp). Nothing is read before the
// first question about a part.
class TypedColumns {
public:
    void read(const Part& part, std::string_view headings);  // before questions about it; `headings`: of TableHeadings

    // The heading of the column in which byte `at` of the part's text stands, and all headings of its table parted by tabs; empty: none.
    std::string_view over(const Part& part, std::size_t at);
    std::string_view all_over(const Part& part, std::size_t at);

private:
    struct Table {
        std::size_t begin, end;  // bytes of the text
        std::string_view headings;
    };
    const Table* table_at(const Part& part, std::size_t at);
    void find_tables();

    bool read_ = false;
    std::string before_, text_;
    std::vector<Table> tables_;  // ascending
};

}  // namespace review
