#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "format/text/source_text.hpp"
#include "format/xml/splitter.hpp"

namespace review {

struct XmlRange {
    std::size_t begin = 0, end = 0;  // equal: there is none
};

// A height in points or a width in characters under which nobody reads anything; what is not said is none.
bool is_no_length(std::string_view said);

// One cell of a worksheet (ECMA-376-1, 18.3.1.4). Places are of the member's text.
struct SheetCell {
    std::size_t begin = 0, end = 0;         // of the element
    std::string_view prefix;                // of its name, with the colon
    std::string_view reference;             // as it is written
    std::size_t name_end = 0;               // of the name in its start tag
    XmlRange kind, metadata;                // of attributes: the value of t; cm, with the blank before it
    XmlRange value;                         // of the element v
    std::vector<XmlRange> inner;            // of the text tokens in its inline string
    bool is_inline = false;                 // that is what it shows
    std::uint32_t row = 0, column = 0;      // from 0
    bool hidden = false;                    // its row is, or has no height
    std::uint32_t style = 0;                // number of its format
    std::optional<std::uint64_t> shared;    // number of the string it shows
    std::string text;                       // what it shows otherwise, as a reader sees it
    bool has_value = false;
    std::size_t formula_begin = 0, formula_end = 0;  // of the element, with its tags; equal: none
    std::string formula, formula_group;              // what it says, and its number among shared formulas (18.3.1.40)
    bool has_formula() const { return formula_begin < formula_end; }
};

// Reads the cells of a worksheet in their order in the file. Where references are missing or are none, a cell follows the one before.
class SheetCells {
public:
    SheetCells(const SourceText& sheet, std::string draft_name, const Limits& limits);
    // False at the end. Throws malformed where a cell names its string by no number or has two values or formulas.
    bool next(SheetCell& cell);

private:
    void row();
    void cell_begins(const XmlToken& token, SheetCell& cell);
    void content(SheetCell& cell);
    void show(SheetCell& cell, std::string& value, const std::string& inner) const;
    std::string_view raw(std::string_view attribute) const;
    [[noreturn]] void broken() const;

    std::string_view utf8_;
    std::string draft_name_;
    XmlSplitter splitter_;
    std::uint32_t data_depth_ = 0;  // of sheetData
    std::uint32_t row_ = 0, column_ = 0;  // that a cell without a reference has
    bool any_row_ = false, row_hidden_ = false, rows_hidden_ = false;  // the last: where a row says nothing (18.3.1.81)
    std::string_view kind_;
};

constexpr std::uint32_t most_sheet_columns = 16384, most_sheet_rows = 1'048'576;

}  // namespace review
