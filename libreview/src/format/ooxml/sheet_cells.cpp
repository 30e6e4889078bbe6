#include "format/ooxml/sheet_cells.hpp"

#include <charconv>

#include <review/error.hpp>

#include "base/messages/format_ooxml.hpp"
#include "format/ooxml/cell_text.hpp"
#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// "AB" of "AB12" is 27.
std::optional<std::uint32_t> column_of_reference(std::string_view reference) {
    std::uint32_t column = 0;
    for (const char c : reference.substr(0, 4)) {
        const auto letter = static_cast<char>(c & ~0x20);
        if (letter < 'A' || letter > 'Z') break;
        column = column * 26 + static_cast<std::uint32_t>(letter - 'A') + 1;
    }
    if (column == 0 || column > most_sheet_columns) return std::nullopt;
    return column - 1;
}

}  // namespace

bool is_no_length(std::string_view said) {
    double length = 0;
    const auto [stop, error] = std::from_chars(said.data(), said.data() + said.size(), length);
    return error == std::errc() && stop != said.data() && length < 0.5;
}

SheetCells::SheetCells(const SourceText& sheet, std::string draft_name, const Limits& limits)
    : utf8_(sheet.utf8()), draft_name_(std::move(draft_name)), splitter_(utf8_, draft_name_, limits) {}

std::string_view SheetCells::raw(std::string_view local) const {
    for (const auto& one : splitter_.attributes()) {
        if (one.name == local) return utf8_.substr(one.begin, one.end - one.begin);
    }
    return {};
}

bool SheetCells::next(SheetCell& cell) {
    for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
        if (token.kind == XmlTokenKind::end && splitter_.depth() < data_depth_) data_depth_ = 0;
        if (token.kind != XmlTokenKind::start) continue;
        const auto name = local_name(token.name);
        if (data_depth_ == 0) {
            if (name == "sheetFormatPr") rows_hidden_ = raw("zeroHeight") == "1" || raw("zeroHeight") == "true";
            if (name == "sheetData" && !token.empty) data_depth_ = splitter_.depth();
        } else if (name == "row") {
            row();
        } else if (name == "c") {
            cell_begins(token, cell);
            if (!token.empty) content(cell);
            return true;
        }
    }
    return false;
}

void SheetCells::row() {
    const auto said = number_of(raw("r"));
    row_ = said && *said >= 1 && *said <= most_sheet_rows ? static_cast<std::uint32_t>(*said) - 1 : any_row_ ? row_ + 1 : 0;
    any_row_ = true;
    column_ = 0;
    const auto hidden = raw("hidden"), height = raw("ht");
    row_hidden_ = hidden == "1" || hidden == "true" || is_no_length(height) || (rows_hidden_ && hidden.empty() && height.empty());
}

void SheetCells::cell_begins(const XmlToken& token, SheetCell& cell) {
    cell = {};
    cell.begin = token.begin, cell.end = token.end;
    cell.prefix = token.name.substr(0, token.name.size() - local_name(token.name).size());
    cell.reference = raw("r");
    kind_ = raw("t");
    cell.is_inline = kind_ == "inlineStr";
    cell.name_end = static_cast<std::size_t>(token.name.data() - utf8_.data()) + token.name.size();
    for (const auto& one : splitter_.attributes()) {
        if (one.name == "t") cell.kind = {one.begin, one.end};
        if (one.name == "cm") cell.metadata = {static_cast<std::size_t>(one.name.data() - utf8_.data()) - 1, one.end + 1};
    }
    cell.row = row_;
    cell.column = column_of_reference(cell.reference).value_or(column_);
    cell.hidden = row_hidden_;
    cell.style = static_cast<std::uint32_t>(number_of(raw("s")).value_or(0));
    column_ = std::min(cell.column + 1, most_sheet_columns - 1);
}

void SheetCells::content(SheetCell& cell) {
    const auto depth = splitter_.depth();
    std::string value, inner;
    std::uint32_t reading = 0;  // depth of an rPh
    std::vector<std::string_view> open;
    while (splitter_.depth() >= depth) {
        const auto token = splitter_.next();
        if (token.kind == XmlTokenKind::start) {
            const auto name = local_name(token.name);
            if (open.empty() && name == "v") {
                if (cell.value.begin < cell.value.end) broken();
                cell.value = {token.begin, token.end};
                cell.has_value = kind_ == "str";  // another value is never empty
            }
            if (open.empty() && name == "f") {
                if (cell.has_formula()) broken();
                cell.formula_begin = token.begin, cell.formula_end = token.end;
                if (raw("t") == "shared") cell.formula_group = raw("si");
            }
            if (token.empty) continue;
            open.push_back(name);
            if (name == "rPh" && reading == 0) reading = splitter_.depth();
        } else if (token.kind == XmlTokenKind::end && !open.empty()) {
            if (splitter_.depth() < reading) reading = 0;
            if (open.size() == 1 && open.back() == "f") cell.formula_end = token.end;
            if (open.size() == 1 && open.back() == "v") cell.value.end = token.end;
            open.pop_back();
        } else if (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) {
            if (open.empty()) continue;
            if (open.back() == "v" && open.size() == 1) cell.has_value = true, value += plain_text(utf8_, token);
            else if (open.back() == "f" && open.size() == 1) cell.formula += plain_text(utf8_, token);
            else if (open.front() == "is" && open.back() == "t" && reading == 0) {
                inner += plain_text(utf8_, token);
                cell.inner.push_back({token.begin, token.end});
            }
        }
        cell.end = token.end;
    }
    show(cell, value, inner);
}

void SheetCells::broken() const { throw Error(Errc::malformed, say(Msg::ooxml_broken, {draft_name_, "row " + std::to_string(row_ + 1)})); }

// 18.18.11: what kind of value a cell has.
void SheetCells::show(SheetCell& cell, std::string& value, const std::string& inner) const {
    if (cell.is_inline) cell.text = without_escapes(inner);
    else if (kind_ == "str") cell.text = without_escapes(value);
    else if (kind_ == "b") cell.text = value == "1" ? "TRUE" : value == "0" ? "FALSE" : value;
    else if (kind_ == "e" || kind_ == "d") cell.text = std::move(value);
    else if (kind_ != "s") cell.text = plain_number(value);
    else if (!value.empty()) {
        cell.shared = number_of(value);
        if (!cell.shared) broken();
    }
}

}  // namespace review
