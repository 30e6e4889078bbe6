#include "format/pdf/wrapped_cells.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "format/pdf/cell_bands.hpp"

namespace review::pdf {

namespace {

constexpr std::size_t most_cells = 256;  // that are empty, side by side

// What spans several rows.
bool holds(const std::pair<double, double>& outer, const std::pair<double, double>& inner) {
    return outer.first <= inner.first + same_rule && outer.second >= inner.second - same_rule;
}

// By cell, from the left.
using Cells = std::map<double, std::vector<CellPiece>>;

Cells cells_of(const CellLines& row) {
    Cells cells;
    for (const auto& line : row) {
        for (const auto& piece : line) {
            auto at = cells.lower_bound(piece.left - same_rule);
            if (at == cells.end() || at->first > piece.left + same_rule) at = cells.emplace(piece.left, std::vector<CellPiece>()).first;
            at->second.push_back(piece);
        }
    }
    return cells;
}

// Rows that nothing rules off from each other: most lines have something in nearly every cell. Of two or three lines and
// many cells all must have something in each.
bool is_many_rows(const CellLines& row, std::size_t cells) {
    const auto holding = [&](std::size_t least) {
        return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [&](const auto& line) { return line.size() >= least; }));
    };
    return (row.size() >= 4 && 2 * holding((cells * 3 + 3) / 4) > row.size()) || (cells >= 4 && holding(cells) == row.size());
}

bool is_beside(const CellGrid& grid, const CellPiece& piece, double level, double from, double to) {
    const double centre = (from + to) / 2;
    const std::pair<double, double> row{piece.low, piece.high}, other{grid.rows.before(level, centre), grid.rows.after(level, centre)};
    return std::isfinite(other.second - other.first) && (holds(other, row) || holds(row, other));
}

// Of the row at a level, from its first cell up to that of `piece`.
std::size_t empty_before(const CellGrid& grid, const CellPiece& piece, double level) {
    double edge = piece.left;
    for (std::size_t cells = 0; cells < most_cells; ++cells) {
        const double next = grid.columns.before(edge - CellRules::narrowest_cell, level);
        if (!std::isfinite(next) || !is_beside(grid, piece, level, next, edge)) break;
        edge = next;
    }
    return edge < piece.left ? grid.columns.columns(edge, piece.left, level) : 0;
}

// From the cell of `piece` to the last of the row.
std::size_t empty_behind(const CellGrid& grid, const CellPiece& piece, double level) {
    double edge = piece.right;
    for (std::size_t cells = 0; cells < most_cells; ++cells) {
        const double next = grid.columns.after(edge + CellRules::narrowest_cell, level);
        if (!std::isfinite(next) || !is_beside(grid, piece, level, edge, next)) break;
        edge = next;
    }
    return edge > piece.right ? grid.columns.columns(piece.right, edge, level) : 0;
}

// Each line is a row. CellLines that stand in one cell are none.
void number_rows(const CellGrid& grid, const CellLines& row, std::size_t cells, TextLine* lines) {
    for (std::size_t i = 0; i < row.size() && (cells > 1 || row.size() == 1); ++i) {
        lines[i].empty_before = empty_before(grid, row[i].front(), row[i].front().level());
        lines[i].empty_behind = empty_behind(grid, row[i].back(), row[i].back().level());
    }
}

// Whether a line begins with a label, and what stands above it in its cell did not fill it: whoever wrote it began a new line there.
bool begins_anew(const CellPiece& above, const CellPiece& piece) {
    constexpr std::size_t shortest = 2, longest = 8;  // letters of a label
    constexpr double least_room = 2.5;               // heights of a letter
    const auto &line = piece.text.glyphs, &before = above.text.glyphs;
    const double room = above.right - above.left - (before.back().right - before.front().left);
    if (room < least_room * before.front().height) return false;
    for (std::size_t i = 0; i < std::min(line.size(), longest + 1); ++i) {
        const auto letter = line[i].glyph->unicode;
        if (letter == "\uff1a" || letter == ":") return i >= shortest;
        if (letter.size() == 1 && letter != " ") return false;  // numbers, times, addresses of the web
    }
    return false;
}

// A row, cell by cell. Empty cells are counted at its level, whichever rows its text is level with.
void add_cells(const CellGrid& grid, const Cells& cells, double level, std::vector<TextLine>& result) {
    double left = 0;  // of the cell before
    for (const auto& [place, pieces] : cells) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const bool first_cell = place == cells.begin()->first, first = i == 0;
            auto line = pieces[i].text;
            line.next_cell = first && !first_cell;
            line.same_cell = !first && !begins_anew(pieces[i - 1], pieces[i]);
            if (line.next_cell) line.empty_before = grid.columns.columns(left, place, level) - 1;
            else if (first) line.empty_before = empty_before(grid, pieces[i], level);
            result.push_back(std::move(line));
        }
        left = place;
    }
    result.back().empty_behind = empty_behind(grid, cells.rbegin()->second.back(), level);
}

// The middle of its lowest cell.
double middle_of_row(const CellLines& row) {
    const CellPiece* lowest = &row.front().front();
    for (const auto& line : row) {
        if (const auto& other = lowest_of(line); other.height() < lowest->height()) lowest = &other;
    }
    return (lowest->low + lowest->high) / 2;
}

// Of several that cells hold together.
void add_row(const CellGrid& grid, const CellLines& row, std::vector<TextLine>& result) {
    const auto cells = cells_of(row);
    if (!is_many_rows(row, std::max<std::size_t>(cells.size(), 2))) return add_cells(grid, cells, middle_of_row(row), result);
    const auto first = result.size();
    for (const auto& line : row) {
        result.push_back({line.front().text.direction, {}});
        auto& glyphs = result.back().glyphs;
        for (const auto& piece : line) glyphs.insert(glyphs.end(), piece.text.glyphs.begin(), piece.text.glyphs.end());
    }
    number_rows(grid, row, cells.size(), result.data() + first);
}

// `lines` are those of the band.
void add_band(const CellGrid& grid, CellBand&& band, TextLine* lines, std::vector<TextLine>& result) {
    const auto count = band.lines.size();
    const auto rows = rows_of(std::move(band.lines));
    if (rows.size() > 1) {
        for (const auto& row : rows) add_row(grid, row, result);
        return;
    }
    const auto& row = rows.front();
    const auto cells = count > 1 ? cells_of(row) : Cells{};
    if (cells.size() > 1 && !is_many_rows(row, cells.size())) return add_cells(grid, cells, middle_of_row(row), result);
    number_rows(grid, row, cells.size(), lines);
    std::move(lines, lines + count, std::back_inserter(result));
}

}  // namespace

std::vector<TextLine> with_whole_cells(std::vector<TextLine> lines, RulesOfPage& rules) {
    if (rules.all().empty()) return lines;
    std::map<Direction, CellGrid> grids;
    std::vector<TextLine> result;
    result.reserve(lines.size());
    for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
        const auto& direction = lines[begin].direction;
        auto grid = grids.find(direction);
        if (grid == grids.end()) grid = grids.emplace(direction, grid_of(rules, direction)).first;
        CellLines pieces;
        for (end = begin; end < lines.size() && lines[end].direction == direction; ++end) {
            pieces.push_back(pieces_of(lines[end], grid->second));
            if (pieces.back().empty()) break;
        }
        const bool stands_alone = pieces.back().empty();
        if (stands_alone) pieces.pop_back();
        auto* line = lines.data() + begin;
        for (auto& band : bands_of(grid->second, std::move(pieces))) {
            const auto count = band.lines.size();
            add_band(grid->second, std::move(band), line, result);
            line += count;
        }
        if (stands_alone) result.push_back(std::move(lines[end++]));
    }
    return result;
}

}  // namespace review::pdf
