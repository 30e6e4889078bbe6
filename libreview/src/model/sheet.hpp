#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace review {

// A printed form: tables one below another, on as many pages as they take. Who lays it out knows no file format, and who writes
// the file knows no form.
struct SheetCell {
    std::string text;           // UTF-8; '\n' begins a line
    std::uint32_t columns = 1;  // how many it spans
    bool heading = false;       // centred, on grey
};

struct SheetRow {
    std::vector<SheetCell> cells;
    double least_height = 0;  // in points: room to write in
};

struct SheetTable {
    std::string title;           // above it; empty: none
    std::vector<double> widths;  // of its columns, as shares of each other
    std::vector<SheetRow> rows;
    std::uint32_t repeated = 0;  // so many rows stand again on top of each page it goes on to
};

struct Sheet {
    std::string title;
    std::string language;  // "zh-CN", "en"
    std::vector<SheetTable> tables;
    std::vector<std::string> notes;  // below the last table
    std::string foot;                // of each page; "{0}" is its number, "{1}" how many there are
};

}  // namespace review
