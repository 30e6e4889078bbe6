#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <review/part.hpp>

namespace review {

// Reads the parts of one document in order and keeps the headings of the table that a part ends with: on the second and third
// page of a list there often are none. One thread at a time.
class TableHeadings {
public:
    // The row of headings that stands over the table with which `part` begins, if one goes on from the part before; else "".
    // It is draft text.
    std::string over(const Part& part);

private:
    void keep_typed(const Part& part);

    std::string typed_row_;  // the first line of a plain text that is a list parted by commas, bars or blanks
    std::string listed_row_; // of rows in brackets (INSERT INTO) with which the last piece of a plain text ended
    std::uint32_t typed_part_ = 0;
    std::string row_;        // the first row of the table the last part ended with
    std::size_t tabs_ = 0;   // in it
};

}  // namespace review
