#include "format/pdf/cell_bands.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace review::pdf {

namespace {

constexpr std::size_t most_lines = 512;    // of rows that are read together
constexpr std::size_t most_pieces = 4096;  // of them

// A frame around cells is none of them.
bool is_around(const CellGrid& grid, const CellPiece& piece, double level) {
    constexpr double narrowest = CellRules::narrowest_cell;
    constexpr double edge = 2 * same_rule;  // the rules of the next row reach over it
    return piece.low + edge < level && level < piece.high - edge && grid.columns.after(piece.left + narrowest, level) < piece.right - narrowest;
}

bool is_around(const CellGrid& grid, const std::vector<CellPiece>& line, double level) {
    return std::any_of(line.begin(), line.end(), [&](const CellPiece& piece) { return is_around(grid, piece, level); });
}

// Whether something of a line stands beside the rows of a band above it, or goes on with them.
bool goes_on(const CellGrid& grid, const CellBand& above, const CellBand& band) {
    if (above.lines.size() + band.lines.size() > most_lines || above.pieces + band.pieces > most_pieces) return false;
    const auto& line = band.lines.back();
    const auto is_beside = [&](const CellPiece& piece) { return piece.low < above.high - same_rule && piece.high > above.low + same_rule; };
    const auto is_apart = [&](const std::vector<CellPiece>& other) {
        const auto &mine = line.front(), &its = other.front();
        const bool one_cell = line.size() == 1 && other.size() == 1 && mine.left == its.left && mine.low == its.low && mine.high == its.high;
        return !one_cell && (is_around(grid, line, its.level()) || is_around(grid, other, mine.level()));
    };
    return std::any_of(line.begin(), line.end(), is_beside) && std::none_of(above.lines.begin(), above.lines.end(), is_apart);
}

// Of a column that is not ruled off where those beside it are: short pieces, each level with what stands in a row of its own.
void part_by_neighbours(CellLines& band) {
    constexpr double same_level = 0.5, least_room = 2.5;  // points; heights of a letter
    constexpr std::size_t many = 4;  // so many lines do not stand beside rows by chance
    struct Tall {
        std::vector<std::pair<CellPiece*, const CellPiece*>> beside;  // with the lowest of its line, each in a row of its own
        std::size_t pieces = 0;
        bool level = true;
    };
    std::map<std::pair<double, double>, Tall> cells;
    for (auto& line : band) {
        const auto& lowest = lowest_of(line);
        for (auto& piece : line) {
            auto& cell = cells[{piece.left, piece.high}];
            const auto& glyphs = piece.text.glyphs;
            const double room = piece.right - piece.left - (glyphs.back().right - glyphs.front().left);
            const bool new_row = cell.beside.empty() || cell.beside.back().second->high > lowest.high + same_rule;
            ++cell.pieces;
            cell.level = cell.level && std::abs(piece.level() - lowest.level()) < same_level;
            if (new_row && piece.height() > lowest.height() + same_rule && room > least_room * glyphs.front().height) cell.beside.emplace_back(&piece, &lowest);
        }
    }
    for (auto& [place, cell] : cells) {
        const auto count = cell.beside.size();
        const bool all = count >= 2 && count == cell.pieces && cell.level, most = count >= many && 2 * count > cell.pieces;
        if (!all && !most) continue;
        for (auto& [piece, lowest] : cell.beside) piece->low = lowest->low, piece->high = lowest->high;
    }
}

}  // namespace

CellGrid grid_of(RulesOfPage& rules, const Direction& direction) {
    const auto axes = axes_of(direction);
    return {rules.across(direction), CellRules(rules.all(), {axes.vx, axes.vy, axes.ux, axes.uy})};
}

std::vector<CellPiece> pieces_of(const TextLine& line, const CellGrid& grid) {
    std::vector<CellPiece> pieces;
    const auto& glyphs = line.glyphs;
    for (std::size_t begin = 0, end = 0; begin < glyphs.size(); begin = end) {
        const auto& first = glyphs[begin];
        const double centre = (first.left + first.right) / 2;
        CellPiece piece{{line.direction, {}}, grid.columns.before(centre, first.middle), grid.columns.after(centre, first.middle),
                    grid.rows.before(first.middle, centre), grid.rows.after(first.middle, centre)};
        if (!std::isfinite(piece.right - piece.left) || !std::isfinite(piece.high - piece.low)) return {};
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

const CellPiece& lowest_of(const std::vector<CellPiece>& pieces) {
    return *std::min_element(pieces.begin(), pieces.end(), [](const CellPiece& a, const CellPiece& b) { return a.height() < b.height(); });
}

CellBand::CellBand(std::vector<CellPiece>&& line) : low(line.front().low), high(line.front().high), pieces(line.size()) {
    for (const auto& piece : line) low = std::min(low, piece.low), high = std::max(high, piece.high);
    lines.push_back(std::move(line));
}

void CellBand::add(CellBand&& below) {
    low = std::min(low, below.low), high = std::max(high, below.high), pieces += below.pieces;
    std::move(below.lines.begin(), below.lines.end(), std::back_inserter(lines));
}

std::vector<CellBand> bands_of(const CellGrid& grid, CellLines&& lines) {
    std::vector<CellBand> bands;
    for (auto& line : lines) {
        CellBand band(std::move(line));
        // The text of a merged cell may come after several of its rows.
        while (!bands.empty() && goes_on(grid, bands.back(), band)) {
            bands.back().add(std::move(band));
            band = std::move(bands.back());
            bands.pop_back();
        }
        bands.push_back(std::move(band));
    }
    return bands;
}

std::vector<CellLines> rows_of(CellLines&& band) {
    const auto is_level = [&](const CellPiece& piece) { return std::abs(piece.high - band.front().front().high) <= same_rule; };
    if (std::all_of(band.begin(), band.end(), [&](const auto& line) { return std::all_of(line.begin(), line.end(), is_level); })) return {std::move(band)};
    part_by_neighbours(band);
    std::map<double, CellLines, std::greater<>> rows;  // by their upper edge
    for (auto& line : band) {
        std::vector<CellLines*> begun;  // by this line
        for (auto& piece : line) {
            auto row = rows.lower_bound(piece.high + same_rule);
            if (row == rows.end() || row->first < piece.high - same_rule) row = rows.emplace(piece.high, CellLines()).first;
            if (std::find(begun.begin(), begun.end(), &row->second) == begun.end()) begun.push_back(&row->second), row->second.emplace_back();
            row->second.back().push_back(std::move(piece));
        }
    }
    std::vector<CellLines> result;
    for (auto& row : rows) result.push_back(std::move(row.second));
    return result;
}

}  // namespace review::pdf
