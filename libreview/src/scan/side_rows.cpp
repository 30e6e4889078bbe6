#include "scan/side_rows.hpp"

#include <algorithm>
#include <vector>

#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t longest_side_row = 4096, most_side_rows = 12;

// The cells of the line that begins at `at`, without blanks around them.
std::vector<std::string_view> cells_of_line(std::string_view rows, std::size_t at) {
    std::vector<std::string_view> cells;
    auto line = rows.substr(at, longest_side_row);
    line = line.substr(0, line.find_first_of("\r\n"));
    while (true) {
        auto cell = line.substr(0, line.find('\t'));
        const auto rest = cell.size();
        while (cell.starts_with(' ')) cell.remove_prefix(1);
        while (cell.ends_with(' ') || cell.ends_with(':')) cell.remove_suffix(1);
        cells.push_back(cell);
        if (rest == line.size()) return cells;
        line.remove_prefix(rest + 1);
    }
}

}  // namespace

bool lies_on_side(std::string_view rows, const Column& column, std::size_t begin, const std::function<bool(std::string_view)>& is_label) {
    if (column.number != 0 || column.tabs < 2) return false;
    auto at = begin;
    while (at > 0 && begin - at < longest_side_row && rows[at - 1] != '\n') --at;
    // From the rows above it on.
    for (std::size_t i = 0; i < most_side_rows / 2 && at > 1; ++i) {
        const auto before = rows.rfind('\n', at - 2), from = before == rows.npos ? 0 : before + 1;
        if (at - from > longest_side_row || cells_of_line(rows, from).size() != column.tabs + 1) break;
        at = from;
    }
    std::size_t labelled = 0, values = 0;
    for (std::size_t i = 0; i < most_side_rows && at < rows.size(); ++i) {
        const auto cells = cells_of_line(rows, at);
        if (cells.size() != column.tabs + 1) break;
        labelled += is_label(cells[0]) ? 1 : 0;
        if (std::any_of(cells.begin() + 1, cells.end(), is_label)) return false;
        // Pairs of a label and its value have labels there.
        for (std::size_t cell = 2; cell < cells.size(); cell += 2) values += std::any_of(cells[cell].begin(), cells[cell].end(), is_digit) ? 1 : 0;
        at = std::min(rows.find('\n', at), rows.size() - 1) + 1;
    }
    const bool may_be_pairs = column.tabs % 2 == 1;
    return labelled >= 2 && (!may_be_pairs || values > 0);
}

}  // namespace review
