#include "format/pdf/unruled_rows.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace review::pdf {

namespace {

// Of a line's height.
constexpr double widest_break = 3.5;   // between two lines of a table
constexpr double widest_leading = 1.8; // between two lines of a cell
constexpr double overlapping = 0.85;   // lines that are not parted at all
constexpr double to_the_edge = 1.5;    // what a line that wraps may leave free
constexpr double long_cell = 4;        // names, and their numbers in a list, are shorter
constexpr double long_text = 5;
constexpr double tight = 0.9;          // of the distance between two rows
constexpr double narrow_gap = 0.5;     // between two columns, where several lines have it at one place
constexpr std::size_t most_columns_apart = 64;

struct CellText {
    std::size_t begin = 0, end = 0;  // glyphs
    double left = 0, right = 0;
    bool in_number = false;  // it may be the next group of one number
};

struct ColumnEdges {
    double left = 0, right = 0;
};

struct PiecesOfLine {
    std::vector<CellText> pieces;
    std::vector<std::size_t> columns;  // of the pieces
    double middle = 0, height = 0;
    bool narrow = false;               // a gap between pieces is less than what parts cells by itself
    bool varied = false;               // it has more than short words: a digit, or long text
};

bool is_digit_glyph(const LineGlyph& glyph) { return glyph.glyph->unicode.size() == 1 && glyph.glyph->unicode[0] >= '0' && glyph.glyph->unicode[0] <= '9'; }

// No pieces: it is no line of such a table.
PiecesOfLine line_in(const TextLine& line, const CellRules& rules) {
    PiecesOfLine read;
    if (line.glyphs.empty() || line.next_cell || line.same_cell || line.empty_before + line.empty_behind > 0) return read;
    read.middle = line.glyphs.front().middle;
    read.height = std::max(1e-6, line.glyphs.front().height);
    read.varied = std::any_of(line.glyphs.begin(), line.glyphs.end(), is_digit_glyph);
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        const auto& glyph = line.glyphs[i];
        auto& pieces = read.pieces;
        const double gap = pieces.empty() ? 0 : glyph.left - pieces.back().right;
        const double least = i == 0 ? 0 : std::max(1e-6, std::min(line.glyphs[i - 1].height, glyph.height));
        if (!pieces.empty() && gap <= narrow_gap * least) {
            pieces.back().end = i + 1;
            pieces.back().right = std::max(pieces.back().right, glyph.right);
            continue;
        }
        const bool in_number = i > 0 && is_digit_glyph(line.glyphs[i - 1]) && is_digit_glyph(glyph);
        if (!pieces.empty() && rules.between(pieces.back().right, glyph.left, glyph.middle)) return {};
        read.narrow = read.narrow || (!pieces.empty() && gap <= cell_gap * least);
        pieces.push_back({i, i + 1, glyph.left, glyph.right, in_number && gap <= cell_gap * least});
        if (pieces.size() > most_columns_apart) return {};
    }
    read.varied = read.varied || std::any_of(read.pieces.begin(), read.pieces.end(), [&](const CellText& piece) { return piece.right - piece.left > long_text * read.height; });
    return read;
}

class UnruledTable {
public:
    explicit UnruledTable(PiecesOfLine&& first) : columns_(first.pieces.size()) {
        for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i] = {first.pieces[i].left, first.pieces[i].right};
        take(std::move(first));
    }

    // Whether the line goes on with the table.
    bool add(PiecesOfLine&& line) {
        const double height = lines_.back().height, down = lines_.back().middle - line.middle;
        if (line.pieces.empty() || down <= 0 || down > widest_break * height) return false;
        auto wider = columns_;
        std::vector<CellText> pieces;
        const bool by_number = line.pieces.size() == columns_.size();
        for (std::size_t i = 0; i < line.pieces.size(); ++i) {
            const auto& piece = line.pieces[i];
            const auto column = by_number ? i : column_of(piece);
            if (column == columns_.size() || (!pieces.empty() && column < line.columns.back())) return false;
            wider[column] = {std::min(wider[column].left, piece.left), std::max(wider[column].right, piece.right)};
            if (!pieces.empty() && column == line.columns.back()) {  // letters of a name that are set apart
                pieces.back().end = piece.end;
                pieces.back().right = piece.right;
                continue;
            }
            pieces.push_back(piece);
            line.columns.push_back(column);
        }
        line.pieces = std::move(pieces);
        for (std::size_t i = 1; i < wider.size(); ++i) {
            if (wider[i].left <= wider[i - 1].right) return false;
        }
        columns_ = std::move(wider);
        take(std::move(line));
        return true;
    }

    std::size_t size() const { return lines_.size(); }
    // Two pieces may be anything that stands side by side, and narrow gaps come about by chance. Short words with narrow gaps are a
    // list of names, which is read as one.
    bool is_one() const {
        const auto with = [&](std::size_t pieces) {
            return static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), [&](const PiecesOfLine& line) { return line.pieces.size() >= pieces; }));
        };
        const auto full = with(columns_.size());
        // Groups of one number stand apart, too.
        for (std::size_t column = 1; column < columns_.size(); ++column) {
            const auto parts_more = [&](const PiecesOfLine& line) {
                const auto at = std::find(line.columns.begin(), line.columns.end(), column);
                return at != line.columns.end() && !line.pieces[static_cast<std::size_t>(at - line.columns.begin())].in_number;
            };
            if (std::none_of(lines_.begin(), lines_.end(), parts_more)) return false;
        }
        const auto varied = static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), [](const PiecesOfLine& line) { return line.varied; }));
        if (is_narrow()) return columns_.size() > 2 && full >= 2 && with(2) >= 3 && 2 * varied >= lines_.size();
        return full < lines_.size() && full >= (columns_.size() > 2 ? 2 : 3);
    }

    void write(const TextLine* lines, std::vector<TextLine>& result) const {
        double pitch = std::numeric_limits<double>::infinity();
        for (std::size_t i = 1; i < lines_.size(); ++i) {
            if (is_full(lines_[i])) pitch = std::min(pitch, lines_[i - 1].middle - lines_[i].middle);
        }
        for (std::size_t begin = 0, end = 0; begin < lines_.size(); begin = end) {
            for (end = begin + 1; end < lines_.size() && goes_on(begin, end, pitch);) ++end;
            write_row(begin, end, lines, result);
        }
    }

private:
    bool is_narrow() const {
        return std::any_of(lines_.begin(), lines_.end(), [](const PiecesOfLine& line) { return line.narrow; });
    }
    bool is_full(const PiecesOfLine& line) const { return line.pieces.size() == columns_.size(); }

    void take(PiecesOfLine&& line) {
        if (line.columns.empty()) {
            for (std::size_t i = 0; i < line.pieces.size(); ++i) line.columns.push_back(i);
        }
        lines_.push_back(std::move(line));
    }

    // The one it stands under; none where it reaches under two.
    std::size_t column_of(const CellText& piece) const {
        std::size_t found = columns_.size();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (piece.left >= columns_[i].right || columns_[i].left >= piece.right) continue;
            if (found != columns_.size()) return columns_.size();
            found = i;
        }
        return found;
    }

    // What the row [begin, end) has last in a column; null: nothing.
    const CellText* last_in(std::size_t begin, std::size_t end, std::size_t column) const {
        for (auto i = end; i-- > begin;) {
            const auto at = std::find(lines_[i].columns.begin(), lines_[i].columns.end(), column);
            if (at != lines_[i].columns.end()) return &lines_[i].pieces[static_cast<std::size_t>(at - lines_[i].columns.begin())];
        }
        return nullptr;
    }

    double down_to(std::size_t line) const { return lines_[line - 1].middle - lines_[line].middle; }

    // Whether line `next` is the rest of the row [begin, next).
    bool goes_on(std::size_t begin, std::size_t next, double pitch) const {
        const auto& line = lines_[next];
        const double down = down_to(next);
        const bool has_full = std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(begin), lines_.begin() + static_cast<std::ptrdiff_t>(next), [&](const PiecesOfLine& one) { return is_full(one); });
        if ((has_full && is_full(line)) || down > widest_leading * line.height) return false;
        std::size_t shared = 0;
        bool wraps = true, is_long = true;  // the cells it would go on with
        for (const auto column : line.columns) {
            const auto* before = last_in(begin, next, column);
            if (before == nullptr) continue;
            ++shared;
            wraps = wraps && before->right >= columns_[column].right - to_the_edge * line.height;
            is_long = is_long && before->right - before->left >= long_cell * line.height;
        }
        if (!wraps) return false;
        if (down < overlapping * line.height) return is_long;  // beside each other: cells in the middle of the row's height
        const bool nearer_to_next = next + 1 < lines_.size() && down_to(next + 1) < tight * down;
        if (shared == 0 || nearer_to_next) return false;
        if (has_full && down < tight * pitch) return true;
        if (is_long && begin > 0 && down < tight * down_to(begin)) return true;
        // At the distance of rows only what surely does not begin one.
        return has_full && is_long && shared == line.columns.size() && line.columns.front() > 0 && 2 * shared <= columns_.size();
    }

    void write_row(std::size_t begin, std::size_t end, const TextLine* lines, std::vector<TextLine>& result) const {
        const auto cells = columns_.size();
        if (end == begin + 1 && ((is_full(lines_[begin]) && !is_narrow()) || cells == 2)) {
            result.push_back(lines[begin]);
            return;
        }
        std::size_t passed = 0;  // cells that are written
        const auto first = result.size();
        for (std::size_t column = 0; column < cells; ++column) {
            bool same_cell = false;
            for (auto i = begin; i < end; ++i) {
                const auto at = std::find(lines_[i].columns.begin(), lines_[i].columns.end(), column);
                if (at == lines_[i].columns.end()) continue;
                const auto& piece = lines_[i].pieces[static_cast<std::size_t>(at - lines_[i].columns.begin())];
                const auto& glyphs = lines[i].glyphs;
                TextLine cell{lines[i].direction, {glyphs.begin() + static_cast<std::ptrdiff_t>(piece.begin), glyphs.begin() + static_cast<std::ptrdiff_t>(piece.end)}};
                cell.same_cell = same_cell;
                cell.next_cell = !same_cell && result.size() > first;
                if (!same_cell) cell.empty_before = column - passed;
                same_cell = true;
                result.push_back(std::move(cell));
            }
            if (same_cell) passed = column + 1;
        }
        result.back().empty_behind = cells - passed;
    }

    std::vector<ColumnEdges> columns_;
    std::vector<PiecesOfLine> lines_;
};

}  // namespace

std::vector<TextLine> with_unruled_rows(std::vector<TextLine> lines, RulesOfPage& rules) {
    std::vector<TextLine> result;
    result.reserve(lines.size());
    const auto read = [&](std::size_t i) { return line_in(lines[i], rules.across(lines[i].direction)); };
    for (std::size_t begin = 0; begin < lines.size();) {
        auto first = read(begin);
        if (first.pieces.size() < 2) {
            result.push_back(std::move(lines[begin++]));
            continue;
        }
        UnruledTable table(std::move(first));
        while (begin + table.size() < lines.size() && lines[begin + table.size()].direction == lines[begin].direction && table.add(read(begin + table.size()))) {}
        const auto end = begin + table.size();
        if (table.is_one()) table.write(lines.data() + begin, result);
        else std::move(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(result));
        begin = end;
    }
    return result;
}

}  // namespace review::pdf
