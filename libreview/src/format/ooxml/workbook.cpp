#include "format/ooxml/workbook.hpp"

#include <algorithm>
#include <charconv>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_ooxml.hpp"
#include "base/utf8_scan.hpp"
#include "format/ooxml/markup_value.hpp"
#include "model/line_label.hpp"

namespace review {
namespace {

constexpr std::uint16_t most_tabs = 255;  // past them columns do not stand under each other: tabs alone would be gigabytes

std::uint32_t column_number(const std::string& text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::min(number, most_sheet_columns);
}

// An amount beside a date has the eleven digits of a mobile number, and views join digits over cells, since forms have a cell for
// each digit. Nobody writes five digits of one number here and six there.
bool are_two_numbers(std::string_view left, std::string_view right) {
    constexpr std::size_t least = 5, of_mobile = 11;
    const auto digits = [](std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; };
    return left.size() >= least && right.size() >= least && left.size() + right.size() == of_mobile && digits(left) && digits(right);
}

// 18.2.19: sheets that the workbook does not show, by the name of the member.
std::set<std::string> hidden_sheets(const OoxmlMember& main, const std::string& draft_name, const Limits& limits) {
    std::set<std::string> hidden;
    each_start_tag(*main.text, draft_name, limits, [&](const XmlStartTag& tag) {
        if (tag.name != "sheet" || !tag.get("state").ends_with("idden")) return;
        for (const auto& one : main.relationships) {
            if (one.id == tag.relationship) hidden.insert(resolved_target(main.name, one.target));
        }
    });
    return hidden;
}

// [1]Sheet1!A1: a cell of another file, by its number among externalReferences (18.17.2.3). A column of a table may be called 1.
bool looks_outside(std::string_view formula) {
    for (auto at = formula.find('['); at != formula.npos; at = formula.find('[', at + 1)) {
        const auto end = formula.find_first_not_of("0123456789", at + 1);
        if (end == formula.npos || end == at + 1 || formula[end] != ']') continue;
        const auto before = at == 0 ? '(' : formula[at - 1];
        if (std::string_view("(,;=+-*/^&<>' {:").find(before) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace

Workbook::Workbook(const OoxmlPackage& package, std::string draft_name, const Limits& limits)
    : package_(package), draft_name_(std::move(draft_name)), limits_(limits) {
    std::set<std::string> hidden;
    for (const auto& member : package_.members()) {
        if (!member.kept || !member.text) continue;
        if (member.role == "sharedStrings") strings_member_ = &member;
        if (member.role == "officeDocument") hidden = hidden_sheets(member, draft_name_, limits_);
    }
    if (strings_member_ != nullptr) strings_ = SharedStrings(*strings_member_, draft_name_, limits_);
    shown_.resize(strings_.count());
    auto place = package_.end_place();
    for (std::size_t i = 0; i < package_.members().size(); ++i) {
        const auto& member = package_.members()[i];
        if (!member.kept || !member.text || member.role != "worksheet") continue;
        Sheet sheet;
        sheet.member = i;
        sheet.place = sheet.end = place;
        survey(sheet, hidden);
        place = sheet.end;
        sheets_.push_back(std::move(sheet));
        if (place - package_.end_place() > limits_.stream_bytes) throw Error(Errc::limit, say(Msg::limit_exceeded, {draft_name_, "stream_bytes", std::to_string(limits_.stream_bytes)}));
    }
}

std::string_view Workbook::shown(const SheetCell& cell) const {
    if (!cell.shared) return cell.text;
    if (*cell.shared >= strings_.count()) throw Error(Errc::malformed, say(Msg::ooxml_broken, {draft_name_, "a cell"}));
    return strings_.text(*cell.shared);
}

// Which columns and strings are in use, and how long the text of the cells is.
void Workbook::survey(Sheet& sheet, const std::set<std::string>& hidden) {
    const auto& member = member_of(sheet);
    sheet.hidden = hidden.contains(member.name);
    std::vector<bool> used(most_sheet_columns);
    SheetCells cells(*member.text, draft_name_ + ", " + member.label, limits_);
    for (SheetCell cell; cells.next(cell);) {
        if (cell.has_formula() && !cell.has_value && cell.text.empty()) sheet.uncalculated = true;
        const auto text = shown(cell);
        if (text.empty()) continue;
        if (cell.shared) shown_[*cell.shared] = true;
        used[cell.column] = true;
        sheet.end += text.size() + 1;  // no edit joins two cells
        if (sheet.end - package_.end_place() > limits_.stream_bytes) break;
    }
    std::uint32_t rank = 0;
    for (const bool one : used) {
        sheet.tabs.push_back(static_cast<std::uint16_t>(std::min<std::uint32_t>(rank, most_tabs)));
        if (!one) continue;
        sheet.last_tabs = sheet.tabs.back();
        ++rank;
    }
    each_start_tag(*member.text, draft_name_, limits_, [&](const XmlStartTag& tag) {
        if (tag.name != "col" || (tag.get("hidden") != "1" && tag.get("hidden") != "true" && !is_no_length(tag.get("width")))) return;
        sheet.hidden_columns.resize(most_sheet_columns);
        for (auto i = column_number(tag.get("min")); i > 0 && i <= column_number(tag.get("max")); ++i) sheet.hidden_columns[i - 1] = true;
    });
}

const Workbook::Sheet* Workbook::sheet(const OoxmlMember& member) const {
    const auto found = std::find_if(sheets_.begin(), sheets_.end(), [&](const Sheet& one) { return member_of(one).name == member.name; });
    return found == sheets_.end() ? nullptr : &*found;
}

bool Workbook::holds(const OoxmlMember& member) const {
    return sheet(member) != nullptr || (strings_member_ != nullptr && strings_member_->name == member.name);
}

void Workbook::read(const OoxmlMember& member, ExtractionSink& sink, std::uint32_t& number, std::vector<TypedPlace>& typed) const {
    if (const auto* one = sheet(member)) {
        read_cells(*one, sink, number);
        read_formulas(*one, sink, number, typed);
    } else if (holds(member)) {
        strings_.tell_rest(shown_, member, draft_name_, limits_, sink, number);
    }
}

// A row of the part is a row of the sheet: ends of lines in a cell are blanks.
void Workbook::read_cells(const Sheet& sheet, ExtractionSink& sink, std::uint32_t& number) const {
    const auto& member = member_of(sheet);
    Part part;
    part.number = number;
    part.kind = PartKind::element;
    part.label = with_line(member.label, 1);
    PartPieces pieces(sink, std::move(part));
    auto place = sheet.place;
    std::uint32_t row = 0, tabs = 0;
    bool first = true;  // of its row
    std::string last;
    bool in_table = false;
    // Every row of a table has as many tabs, so that a heading stands over all of its column; a title above it has none.
    const auto end_row = [&] {
        in_table = in_table || tabs > 0;
        for (; in_table && tabs < sheet.last_tabs; ++tabs) pieces.layout('\t');
    };
    SheetCells cells(*member.text, draft_name_ + ", " + member.label, limits_);
    for (SheetCell cell; cells.next(cell);) {
        std::string text(shown(cell));
        if (text.empty()) continue;
        const std::uint32_t before = sheet.tabs[cell.column];
        const bool out_of_order = cell.row < row || (cell.row == row && !first && before < most_tabs && before <= tabs);
        if (out_of_order || cell.row > row) {
            end_row();
            if (out_of_order) pieces.layout('\n');
            for (; row < cell.row; ++row) pieces.layout('\n');
            tabs = 0, first = true;
        }
        if (!first && are_two_numbers(last, text)) pieces.layout('|');
        if (before == most_tabs && tabs == most_tabs && !first) pieces.layout('\t');
        for (; tabs < before; ++tabs) pieces.layout('\t');
        first = false;
        std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        pieces.verbatim(text, place);
        place += text.size() + 1;
        last = std::move(text);
    }
    end_row();
    if (pieces.finish()) ++number;
}

// Each is a place that goes whole. What they say is no text that a reader sees, and they go with their cells.
void Workbook::read_formulas(const Sheet& sheet, ExtractionSink& sink, std::uint32_t& number, std::vector<TypedPlace>& typed) const {
    const auto& member = member_of(sheet);
    Part part;
    part.number = number;
    part.kind = PartKind::script;
    part.label = formulas_of(member);
    PartPieces pieces(sink, std::move(part));
    SheetCells cells(*member.text, draft_name_ + ", " + member.label, limits_);
    for (SheetCell cell; cells.next(cell);) {
        if (cell.formula.empty()) continue;
        if (!pieces.empty()) pieces.layout('\n');
        const auto source = member.text->source(cell.formula_begin, cell.formula_end);
        feed_whole(cell.formula, source, pieces);
        typed.push_back({source, TypedPlace::As::replacement, ""});
    }
    if (pieces.finish()) ++number;
}

std::vector<ByteRange> Workbook::leftovers(const OoxmlMember& member) const {
    std::vector<ByteRange> gone;
    if (sheet(member) != nullptr) {
        std::set<std::string> groups;
        for (const bool again : {false, true}) {
            if (again && groups.empty()) break;
            SheetCells cells(*member.text, draft_name_, limits_);
            for (SheetCell cell; cells.next(cell);) {
                if (!looks_outside(cell.formula) && !(again && groups.contains(cell.formula_group))) continue;
                gone.push_back(member.text->source(cell.formula_begin, cell.formula_end));
                if (!cell.formula_group.empty()) groups.insert(cell.formula_group);
            }
        }
    } else if (holds(member)) {
        gone = strings_.phonetic();
        for (std::size_t i = 0; i < strings_.count(); ++i) {
            if (!shown_[i] && !strings_.text(i).empty()) gone.push_back(strings_.content(i));
        }
    } else if (member.role == "officeDocument" && !sheets_.empty()) {
        XmlSplitter splitter(member.text->utf8(), draft_name_, limits_);
        std::size_t begin = 0;
        std::string said;
        for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
            if (token.kind == XmlTokenKind::start) begin = token.begin, said.clear();
            else if (token.kind == XmlTokenKind::text) said += plain_text(member.text->utf8(), token);
            else if (token.kind == XmlTokenKind::end && local_name(token.name) == "definedName" && looks_outside(said)) gone.push_back(member.text->source(begin, token.end));
        }
    }
    return gone;
}

std::string Workbook::hidden_text(const OoxmlMember& member) const {
    const auto* one = sheet(member);
    std::string hidden;
    if (one == nullptr) return hidden;
    SheetCells cells(*member.text, draft_name_, limits_);
    for (SheetCell cell; cells.next(cell);) {
        const bool column = cell.column < one->hidden_columns.size() && one->hidden_columns[cell.column];
        if (one->hidden || cell.hidden || column) hidden += shown(cell);
    }
    return hidden;
}

}  // namespace review
