#pragma once

#include <cstddef>
#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

constexpr double same_rule = 1;  // points

// Rules along the lines of a direction and across them.
struct CellGrid {
    const CellRules& columns;
    CellRules rows;
};

CellGrid grid_of(RulesOfPage& rules, const Direction& direction);

// What of a line stands in one cell.
struct CellPiece {
    TextLine text;
    double left = 0, right = 0;  // of the cell
    double low = 0, high = 0;    // of the rows it stands in

    double level() const { return text.glyphs.front().middle; }
    double height() const { return high - low; }
};

// Pieces by the lines they stand on.
using CellLines = std::vector<std::vector<CellPiece>>;

// Empty: not all of the line stands in cells.
std::vector<CellPiece> pieces_of(const TextLine& line, const CellGrid& grid);

const CellPiece& lowest_of(const std::vector<CellPiece>& pieces);

// CellLines whose rows a cell over several of them keeps together; mostly those of one row.
struct CellBand {
    CellLines lines;
    double low = 0, high = 0;
    std::size_t pieces = 0;

    explicit CellBand(std::vector<CellPiece>&& line);
    void add(CellBand&& below);
};

// Of lines that all stand in cells, from the top.
std::vector<CellBand> bands_of(const CellGrid& grid, CellLines&& lines);

// Rows of a band from the top. A cell over several of them stands in its first.
std::vector<CellLines> rows_of(CellLines&& band);

}  // namespace review::pdf
