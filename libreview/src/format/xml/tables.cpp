#include "format/xml/tables.hpp"

#include <algorithm>
#include <array>

namespace review {

namespace {

// With or without a prefix.
bool is_named(std::string_view name, std::string_view local) {
    return name.ends_with(local) && (name.size() == local.size() || name[name.size() - local.size() - 1] == ':');
}

}  // namespace

bool is_table(std::string_view element) { return is_named(element, "table"); }

bool is_row(std::string_view element) { return is_named(element, "tr") || is_named(element, "row"); }

bool holds_rows(std::string_view element) {
    constexpr std::array<std::string_view, 5> names{"table", "thead", "tbody", "tfoot", "tgroup"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view one) { return is_named(element, one); });
}

void TableLayout::start(std::string_view element, bool empty) {
    if (!table_) return;
    if (row_ == 0 && is_row(element) && !empty) {
        row_ = level_ + 1;
        cells_ = reached_ = 0;
        new_row_ = true;
    } else if (row_ != 0 && level_ == row_) {
        ++cells_;
        new_cell_ = true;
    }
    if (!empty) ++level_;
}

void TableLayout::end() {
    if (!table_ || level_ == 0) return;
    closing_ = level_ == row_;
    --level_;
    if (closing_) row_ = 0;
}

bool TableLayout::reach(PartPieces& pieces) {
    if (new_row_ && !pieces.empty()) pieces.layout('\n');
    for (; reached_ + 1 < cells_; ++reached_) pieces.layout('\t');
    const bool first = new_row_ || new_cell_;
    new_row_ = new_cell_ = false;
    return first;
}

void TableLayout::close(PartPieces& pieces) {
    if (!closing_) return;
    closing_ = false;
    if (!new_row_) {  // of a row without any text nothing is told
        for (; reached_ + 1 < cells_; ++reached_) pieces.layout('\t');
    }
}

}  // namespace review
