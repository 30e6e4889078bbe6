#include "scan/stacked_rows.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t most_columns = 24, most_stacked_rows = 2000, longest_stacked_cell = 400, longest_stacked_heading = 60;

// Lines from one on, read as they are asked for.
class StackedLines {
public:
    StackedLines(std::string_view text, std::size_t begin) : text_(text), next_(begin) {}

    std::size_t begin_of(std::size_t number) {
        while (begins_.size() <= number && next_ <= text_.size()) {
            begins_.push_back(next_);
            next_ = std::min(text_.find('\n', next_), text_.size()) + 1;
        }
        return number < begins_.size() ? begins_[number] : text_.npos;
    }

    std::optional<std::string_view> line(std::size_t number) {
        const auto begin = begin_of(number);
        if (begin == text_.npos) return std::nullopt;
        auto line = text_.substr(begin, std::min(text_.find('\n', begin), text_.size()) - begin);
        while (line.starts_with(' ')) line.remove_prefix(1);
        while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
        return line;
    }

private:
    std::string_view text_;
    std::size_t next_;
    std::vector<std::size_t> begins_;
};

bool counts_rows(std::string_view heading) {
    constexpr std::array<std::string_view, 4> words{"序号", "编号", "行号", "No."};
    return std::find(words.begin(), words.end(), heading) != words.end();
}

bool is_stacked_heading(std::string_view line) {
    return line.size() <= longest_stacked_heading && line.find_first_of(":;,\t") == line.npos && line.find("。") == line.npos;
}

// What kinds of characters a cell has: digits alone, none, both.
int kind_of_cell(std::string_view cell) {
    const auto digits = static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), is_digit));
    return cell.empty() ? 0 : digits == cell.size() ? 1 : digits == 0 ? 2 : 3;
}

// Where the headings begin above the line [.., at): the line that says 序号, no further than a table is wide.
std::optional<std::size_t> first_heading(std::string_view text, std::size_t line_begin, std::size_t& above) {
    auto begin = line_begin;
    for (above = 0; above < most_columns; ++above) {
        auto line = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
        while (line.starts_with(' ')) line.remove_prefix(1);
        while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
        if (counts_rows(line)) return begin;
        if (begin == 0 || !is_stacked_heading(line)) return std::nullopt;
        const auto before = begin < 2 ? text.npos : text.rfind('\n', begin - 2);
        begin = before == text.npos ? 0 : before + 1;
    }
    return std::nullopt;
}

// Rows that are numbered: 1 stands under 序号, then 2, with a line more or less where a cell has two or is not written.
std::vector<std::size_t> under_numbers(StackedLines& lines, std::size_t column) {
    constexpr std::size_t most_odd_lines = 12;
    std::vector<std::size_t> cells;
    std::size_t columns = 0;
    for (std::size_t i = column + 1; i <= most_columns && columns == 0; ++i) {
        const auto line = lines.line(i);
        if (!line || !is_stacked_heading(*line)) return {};
        if (*line == "1") columns = i;
    }
    if (columns < 2) return {};
    std::size_t row = columns;
    for (std::size_t number = 1; number <= most_stacked_rows; ++number) {
        const auto first = std::to_string(number);
        // The next row begins where it should, or near.
        const auto from = number == 1 ? row : row + columns;
        std::optional<std::size_t> found;
        for (std::size_t off = 0; off <= (number == 1 ? 0 : most_odd_lines) && !found; ++off) {
            if (lines.line(from + off) == first) found = from + off;
            else if (off < columns && from > row + off + 1 && lines.line(from - off) == first) found = from - off;
        }
        if (!found) break;
        row = *found;
        if (lines.line(row + column)) cells.push_back(lines.begin_of(row + column));
    }
    return cells;
}

// Rows without numbers: lines of the same kinds come again after as many.
std::vector<std::size_t> under_period(StackedLines& lines) {
    constexpr std::size_t fewest_rows = 2;
    // The first line with a digit is of the first row: headings have none.
    std::size_t first = 1;
    for (; first < most_columns; ++first) {
        const auto line = lines.line(first);
        if (!line || !is_stacked_heading(*line) || line->empty()) return {};
        if (std::any_of(line->begin(), line->end(), is_digit)) break;
    }
    if (first == most_columns) return {};
    for (std::size_t columns = 2; columns <= most_columns && columns <= first; ++columns) {
        std::size_t rows = 0;
        const auto goes_on = [&](std::size_t row) {
            // The row that the first digit is of, and those below it.
            for (std::size_t i = 0; i < columns; ++i) {
                const auto line = lines.line(first + i), below = lines.line(first + row * columns + i);
                if (!line || !below || line->empty() || line->size() > longest_stacked_cell || kind_of_cell(*line) != kind_of_cell(*below)) return false;
            }
            return true;
        };
        while (rows < most_stacked_rows && goes_on(rows)) ++rows;
        if (rows < fewest_rows) continue;
        std::vector<std::size_t> cells;
        for (std::size_t row = 1; row <= rows + 1; ++row) {
            const auto line = lines.line(row * columns);
            if (line && !line->empty()) cells.push_back(lines.begin_of(row * columns));
        }
        return cells;
    }
    return {};
}

}  // namespace

std::vector<std::size_t> cells_stacked_under(std::string_view text, std::size_t at) {
    const auto before = at == 0 ? text.npos : text.rfind('\n', at - 1);
    const auto begin = before == text.npos ? 0 : before + 1;
    std::size_t above = 0;
    if (const auto first = first_heading(text, begin, above)) {
        StackedLines lines(text, *first);
        if (auto cells = under_numbers(lines, above); !cells.empty()) return cells;
    }
    StackedLines lines(text, begin);
    return under_period(lines);
}

}  // namespace review
