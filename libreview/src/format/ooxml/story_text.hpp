#pragma once

#include <algorithm>

#include "format/text/part_pieces.hpp"

namespace review {

// Lays out the paragraphs and tables of one story: a line a paragraph, a line a row with a tab between its cells, so that a heading
// stands over its column (ECMA-376-1, 17.4; DrawingML 21.1.3). Paragraphs of one cell are parted by a blank.
class StoryText {
public:
    explicit StoryText(PartPieces& pieces) : pieces_(pieces) {}

    void line() { cell_ = reached_ = cells_ = 0, new_line_ = true, first_ = apart_ = false; }
    void before(int columns) { cells_ += std::clamp(columns, 0, most_columns); }
    void cell() { cell_ = cells_, cells_ += 1, first_ = true; }
    void span(int columns) { cells_ = cell_ + std::clamp(columns, 1, most_columns); }
    void paragraph_ends() { apart_ = true; }
    // Before text: the ends of lines, cells and paragraphs before it.
    void reach() {
        if (new_line_ && !pieces_.empty()) end_line();
        for (; reached_ < cell_; ++reached_) pieces_.layout('\t');
        if (apart_ && !first_ && !new_line_ && !pieces_.ends_blank()) pieces_.layout(' ');
        new_line_ = first_ = apart_ = false;
    }
    void end_line() { pieces_.layout('\n'), ++lines_; }
    std::uint32_t lines() const { return lines_; }  // that ended so far

private:
    static constexpr int most_columns = 63;  // of a table in Word

    PartPieces& pieces_;
    int cell_ = 0, cells_ = 0, reached_ = 0;
    bool new_line_ = false, first_ = false, apart_ = false;
    std::uint32_t lines_ = 0;
};

}  // namespace review
