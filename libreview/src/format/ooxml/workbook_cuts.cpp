#include <algorithm>

#include "base/utf8_scan.hpp"
#include "format/ooxml/cell_text.hpp"
#include "format/ooxml/table_headings.hpp"
#include "format/ooxml/workbook.hpp"

namespace review {
namespace {

// Edits of ascending places, asked for in ascending order.
class EditsInOrder {
public:
    explicit EditsInOrder(const std::vector<Edit>& edits) : at_(edits.begin()), end_(edits.end()) {}
    // Those that touch [begin, end).
    template <class Each>
    bool touching(std::uint64_t begin, std::uint64_t end, const Each& each) {
        while (at_ != end_ && at_->source.end <= begin) ++at_;
        bool any = false;
        for (auto one = at_; one != end_ && one->source.begin < end; ++one) any = true, each(*one);
        return any;
    }

private:
    std::vector<Edit>::const_iterator at_, end_;
};

std::string blocks(std::uint32_t glyphs, Width width) {
    std::string text;
    for (auto i = fillers_for(glyphs, width); i > 0; --i) text += "\u2588";
    return text;
}

bool touches(const std::vector<Edit>& edits, const ByteRange& range) {
    const auto edit = std::partition_point(edits.begin(), edits.end(), [&](const Edit& one) { return one.source.end <= range.begin; });
    return edit != edits.end() && edit->source.begin < range.end;
}

// As an attribute says it.
std::string in_quotes(std::string_view said) {
    std::string written;
    for (const char c : with_escapes(said)) written += c == '"' ? std::string("&quot;") : std::string(1, c);
    return written;
}

// The cell without its formula, as an inline string (18.3.1.53): no other cell shares it. What else stands in it stays.
void show_inline(const SheetCell& cell, const SourceText& text, const std::string& said, std::map<ByteRange, std::string>& patches) {
    const auto patch = [&](XmlRange range, const std::string& with) { patches.emplace(text.source(range.begin, range.end), with); };
    if (cell.has_formula()) patch({cell.formula_begin, cell.formula_end}, "");
    if (cell.is_inline) {
        patch(cell.inner.front(), with_escapes(said));
        for (auto more = cell.inner.begin() + 1; more != cell.inner.end(); ++more) patch(*more, "");
        return;
    }
    const auto p = std::string(cell.prefix);
    if (cell.kind.begin < cell.kind.end) patch(cell.kind, "inlineStr");
    else patch({cell.name_end, cell.name_end}, " t=\"inlineStr\"");
    if (cell.metadata.begin < cell.metadata.end) patch(cell.metadata, "");
    patch(cell.value, "<" + p + "is><" + p + "t xml:space=\"preserve\">" + with_escapes(said) + "</" + p + "t></" + p + "is>");
}

}  // namespace

void Workbook::patch(const Sheet& sheet, const std::vector<Edit>& edits, Width width, bool uncalculated, std::vector<bool>& still_shown,
                     std::map<ByteRange, std::string>& patches) const {
    const auto& text = *member_of(sheet).text;
    const auto headings = table_headings(package_, member_of(sheet), draft_name_, limits_);
    for (const auto& [cell, heading] : headings) {
        if (touches(edits, heading.name)) patches.insert_or_assign(heading.name, heading.unique(blocks(1, width)));
    }
    std::set<std::string> groups;  // shared formulas that lose one of theirs: the others may be written in its terms
    EditsInOrder of_text(edits), of_formulas(edits);
    auto place = sheet.place;
    SheetCells cells(text, draft_name_, limits_);
    for (SheetCell cell; cells.next(cell);) {
        const auto formula = cell.has_formula() ? text.source(cell.formula_begin, cell.formula_end) : ByteRange{};
        bool formula_goes = cell.has_formula() && of_formulas.touching(formula.begin, formula.end, [](const Edit&) {});
        formula_goes = formula_goes || (uncalculated && cell.has_formula() && !cell.has_value);
        const auto said = shown(cell);
        std::string rest;
        std::size_t at = 0;
        bool cut = !said.empty() && of_text.touching(place, place + said.size(), [&](const Edit& edit) {
            const auto begin = std::max<std::uint64_t>(edit.source.begin, place) - place;
            const auto end = std::min<std::uint64_t>(edit.source.end - place, said.size());
            rest += said.substr(at, begin - at);
            rest += blocks(static_cast<std::uint32_t>(count_characters(said.substr(begin, end - begin))), width);
            at = end;
        });
        if (!said.empty()) place += said.size() + 1;
        rest.append(said.substr(std::min(at, said.size())));
        const auto [first, past] = headings.equal_range({cell.row, cell.column});
        for (auto heading = first; heading != past; ++heading) {
            if (!cut && !touches(edits, heading->second.name)) continue;
            rest = heading->second.unique(cut ? rest : blocks(1, width));
            cut = true;
            patches.insert_or_assign(heading->second.name, in_quotes(rest));
        }
        if (cut) show_inline(cell, text, rest, patches);
        else if (formula_goes) patches.emplace(formula, "");
        if (!cut && cell.shared) still_shown[*cell.shared] = true;
        if ((cut || formula_goes) && !cell.formula_group.empty()) groups.insert(cell.formula_group);
    }
    if (groups.empty()) return;
    SheetCells again(text, draft_name_, limits_);
    for (SheetCell cell; again.next(cell);) {
        if (groups.contains(cell.formula_group)) patches.emplace(text.source(cell.formula_begin, cell.formula_end), "");
    }
}

std::map<ByteRange, std::string> Workbook::patches(const std::vector<Edit>& edits, Width width, const std::set<std::string>& uncalculated) const {
    std::map<ByteRange, std::string> all;
    std::vector<bool> still_shown(strings_.count());
    for (const auto& sheet : sheets_) patch(sheet, edits, width, uncalculated.contains(formulas_of(member_of(sheet))), still_shown, all);
    if (strings_member_ == nullptr) return all;
    XmlSplitter splitter(strings_member_->text->utf8(), draft_name_, limits_);
    for (std::size_t i = 0; i < strings_.count(); ++i) {
        if (shown_[i] && !still_shown[i]) strings_.empty(i, *strings_member_->text, splitter, all);
    }
    return all;
}

}  // namespace review
