#include "format/pdf/wrapped_cells.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

namespace review::pdf {

namespace {

constexpr double same_rule = 1;  // points
constexpr std::size_t most_lines = 512;  // of one row
constexpr std::size_t most_cells = 256;  // that are empty, side by side

// Rules along the lines of a direction and across them.
struct Grid {
    const CellRules& columns;
    CellRules rows;
};

Grid grid_of(RulesOfPage& rules, const Direction& direction) {
    const auto axes = axes_of(direction);
    return {rules.across(direction), CellRules(rules.all(), {axes.vx, axes.vy, axes.ux, axes.uy})};
}

// What of a line stands in one cell.
struct Piece {
    TextLine text;
    double left = 0;            // of the cell
    double low = 0, high = 0;   // of its row
};

// Empty: not all of the line stands in cells.
std::vector<Piece> pieces_of(const TextLine& line, const Grid& grid) {
    std::vector<Piece> pieces;
    const auto& glyphs = line.glyphs;
    for (std::size_t begin = 0, end = 0; begin < glyphs.size(); begin = end) {
        const auto& first = glyphs[begin];
        const double centre = (first.left + first.right) / 2;
        Piece piece{{line.direction, {}}, grid.columns.before(centre, first.middle), grid.rows.before(first.middle, centre), grid.rows.after(first.middle, centre)};
        if (!std::isfinite(piece.left) || !std::isfinite(grid.columns.after(centre, first.middle)) || !std::isfinite(piece.high - piece.low)) return {};
        for (end = begin + 1; end < glyphs.size(); ++end) {
            const auto& before = glyphs[end - 1];
            const auto& after = glyphs[end];
            const double touching = 0.05 * after.height;
            if (after.left - before.right > touching && grid.columns.between(before.right - touching, after.left + touching, after.middle)) break;
        }
        piece.text.glyphs.assign(glyphs.begin() + static_cast<std::ptrdiff_t>(begin), glyphs.begin() + static_cast<std::ptrdiff_t>(end));
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

// The lowest row the pieces of a line stand in: a cell may reach over several.
std::pair<double, double> row_of(const std::vector<Piece>& pieces) {
    const auto lowest = std::min_element(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.high - a.low < b.high - b.low; });
    return {lowest->low, lowest->high};
}

// What spans several rows.
bool holds(const std::pair<double, double>& outer, const std::pair<double, double>& inner) {
    return outer.first <= inner.first + same_rule && outer.second >= inner.second - same_rule;
}

// By cell, from the left.
using Cells = std::map<double, std::vector<Piece>>;

Cells cells_of(const std::vector<std::vector<Piece>>& row) {
    Cells cells;
    for (const auto& line : row) {
        for (const auto& piece : line) {
            auto at = cells.lower_bound(piece.left - same_rule);
            if (at == cells.end() || at->first > piece.left + same_rule) at = cells.emplace(piece.left, std::vector<Piece>()).first;
            at->second.push_back(piece);
        }
    }
    return cells;
}

// Rows that nothing rules off from each other: most lines have something in nearly every cell. Of two or three lines and
// many cells all must have something in each.
bool is_many_rows(const std::vector<std::vector<Piece>>& row, std::size_t cells) {
    const auto holding = [&](std::size_t least) {
        return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [&](const auto& line) { return line.size() >= least; }));
    };
    return (row.size() >= 4 && 2 * holding((cells * 3 + 3) / 4) > row.size()) || (cells >= 4 && holding(cells) == row.size());
}

bool is_beside(const Grid& grid, const Piece& piece, double from, double to) {
    const double centre = (from + to) / 2, middle = piece.text.glyphs.front().middle;
    const std::pair<double, double> row{piece.low, piece.high}, other{grid.rows.before(middle, centre), grid.rows.after(middle, centre)};
    return std::isfinite(other.second - other.first) && (holds(other, row) || holds(row, other));
}

// Of the row, from its first cell up to that of `piece`.
std::size_t empty_before(const Grid& grid, const Piece& piece) {
    const double middle = piece.text.glyphs.front().middle;
    double edge = piece.left;
    for (std::size_t cells = 0; cells < most_cells; ++cells) {
        const double next = grid.columns.before(edge - CellRules::narrowest_cell, middle);
        if (!std::isfinite(next) || !is_beside(grid, piece, next, edge)) break;
        edge = next;
    }
    return edge < piece.left ? grid.columns.columns(edge, piece.left, middle) : 0;
}

// From the cell of `piece` to the last of the row.
std::size_t empty_behind(const Grid& grid, const Piece& piece) {
    const auto& last = piece.text.glyphs.back();
    const double right = grid.columns.after((last.left + last.right) / 2, last.middle);
    double edge = right;
    for (std::size_t cells = 0; cells < most_cells; ++cells) {
        const double next = grid.columns.after(edge + CellRules::narrowest_cell, last.middle);
        if (!std::isfinite(next) || !is_beside(grid, piece, edge, next)) break;
        edge = next;
    }
    return edge > right ? grid.columns.columns(right, edge, last.middle) : 0;
}

// Each line is a row. Lines that stand in one cell are none.
void number_rows(const Grid& grid, const std::vector<std::vector<Piece>>& row, std::size_t cells, TextLine* lines) {
    for (std::size_t i = 0; i < row.size() && (cells > 1 || row.size() == 1); ++i) {
        lines[i].empty_before = empty_before(grid, row[i].front());
        lines[i].empty_behind = empty_behind(grid, row[i].back());
    }
}

// A row, cell by cell.
void add_cells(const Grid& grid, const Cells& cells, std::vector<TextLine>& result) {
    double left = 0;  // of the cell before
    for (const auto& [place, pieces] : cells) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const bool first_cell = place == cells.begin()->first, first = i == 0;
            auto line = pieces[i].text;
            line.next_cell = first && !first_cell;
            line.same_cell = !first;
            if (line.next_cell) line.empty_before = grid.columns.columns(left, place, line.glyphs.front().middle) - 1;
            else if (first) line.empty_before = empty_before(grid, pieces[i]);
            result.push_back(std::move(line));
        }
        left = place;
    }
    result.back().empty_behind = empty_behind(grid, cells.rbegin()->second.back());
}

}  // namespace

std::vector<TextLine> with_whole_cells(std::vector<TextLine> lines, RulesOfPage& rules) {
    if (rules.all().empty()) return lines;
    std::map<Direction, Grid> grids;
    std::vector<TextLine> result;
    result.reserve(lines.size());
    for (std::size_t begin = 0, end = 0; begin < lines.size(); begin = end) {
        const auto& direction = lines[begin].direction;
        auto grid = grids.find(direction);
        if (grid == grids.end()) grid = grids.emplace(direction, grid_of(rules, direction)).first;
        std::vector<std::vector<Piece>> row;
        std::pair<double, double> place;  // the lowest so far
        for (end = begin; end < lines.size() && end - begin < most_lines && lines[end].direction == direction; ++end) {
            auto pieces = pieces_of(lines[end], grid->second);
            if (pieces.empty()) break;
            const auto mine = row_of(pieces);
            if (!row.empty() && !holds(mine, place) && !holds(place, mine)) break;
            if (row.empty() || holds(place, mine)) place = mine;
            row.push_back(std::move(pieces));
        }
        end = std::max(end, begin + 1);
        const auto cells = row.size() > 1 ? cells_of(row) : Cells{};
        const bool wraps = cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.second.size() > 1; });
        if (wraps && !is_many_rows(row, cells.size())) {
            add_cells(grid->second, cells, result);
            continue;
        }
        number_rows(grid->second, row, cells.size(), lines.data() + begin);
        std::move(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(result));
    }
    return result;
}

}  // namespace review::pdf
