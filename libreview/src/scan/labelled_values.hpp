#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// What the engine looks for to find a label; one with blanks inside (姓　名) is found by SpacedLabels.
std::string label_expression(std::string_view label);

// Where the label begins that ends at `end`.
std::size_t label_begin(std::string_view text, std::string_view label, std::size_t end);

// Where a value may begin that belongs to a label which ends at `end`: behind a colon, blanks, the end of a cell, 为, 号码,
// a remark in brackets. npos where the line ends before.
std::size_t value_after_label(std::string_view text, std::size_t end);

// Where the next line begins, if the label [begin, end) stands alone on its line; else npos.
std::size_t line_under_label(std::string_view text, std::size_t begin, std::size_t end);

// Where a value begins that stands in brackets behind the label: 孩子(王梓萱). npos where none opens there.
std::size_t value_in_brackets(std::string_view text, std::size_t end);

// A column of a table, by its heading.
struct Column {
    std::size_t tabs = 0;     // in each row
    std::size_t number = 0;   // of the column, from 0
    std::string heading;      // the whole cell; draft text
    std::size_t below = 0;    // where the first row under the heading begins
    bool repeats = false;     // the heading stands over another column, too
};

// A label alone in a cell of a row is the heading of a column, and so is one that names an attribute with whose it is before it: 受助人姓名.
std::optional<Column> column_of(std::string_view text, std::size_t label_begin, std::size_t label_end);

// Where the cells of the column begin that are not empty, down to the next heading of that column or the end of the table.
std::vector<std::size_t> cells_under(std::string_view text, const Column& column);

// Where the next value of a list begins whose last one ends at `end`: behind 、, with a remark in brackets before it. In a cell (`in_cell`) of
// names alone a comma, a slash or a blank parts them, too. npos: the list ends.
std::size_t next_in_list(std::string_view text, std::size_t end, bool in_cell);

constexpr std::size_t longest_value = 120;  // bytes: forty ideographs

// The rest of the cell or line that begins at `at`, no longer than a value may be.
std::string_view value_window(std::string_view text, std::size_t at);

}  // namespace review
