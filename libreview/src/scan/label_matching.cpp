#include <algorithm>
#include <iterator>

#include "scan/characters.hpp"
#include "scan/key_labels.hpp"
#include "scan/labelled_values.hpp"
#include "scan/line_joints.hpp"
#include "scan/matcher_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/side_rows.hpp"
#include "scan/stacked_rows.hpp"
#include "scan/surnames.hpp"
#include "scan/typed_tables.hpp"
#include "scan/value_lists.hpp"
#include "scan/value_pairs.hpp"
#include "text/utf8.hpp"

// What matchers do with labels: values behind them, under them, in their columns.
namespace review {

struct Matchers::Place {
    std::size_t rule;
    const Part& part;
    const TextView& view;
    std::size_t begin;
    std::string evidence;  // which label, or which column
    bool in_cell = false;     // of a table
    bool enumerated = false;  // behind 、
    bool in_typed_row = false;
};

void Matchers::read_values(Place place, std::vector<RawHit>& hits) const {
    constexpr int longest_list = 1024;
    const std::size_t first = place.begin;
    for (int i = 0; i < longest_list && place.begin != std::string_view::npos; ++i) {
        const std::size_t before = hits.size();
        const std::size_t end = read_value(place, hits);
        // What a blank or a comma parts is one more of the list only where it surely is such a value.
        if (i > 0 && !place.enumerated && hits.size() > before && hits.back().verdict.likelihood < Likelihood::likely) hits.pop_back();
        if (end == std::string_view::npos || hits.size() == before) return;
        const std::string_view text = place.view.text();
        place.begin = next_in_list(text, end, false);
        place.enumerated = place.begin != text.npos;
        if (!place.enumerated) place.begin = next_in_list(text, end, place.in_cell);
        if (place.begin != text.npos) continue;
        place.begin = is_name(place.rule) ? next_name(text, end) : next_alike(text, first, end);
        // 王小明和李小红: that it touches makes no name of the list less sure.
        place.enumerated = place.begin != text.npos && is_han(decode_utf8_before(text, place.begin).value);
    }
}

// A line ends in the window, or with it.
bool Matchers::may_go_on(const Place& place, std::size_t window) {
    const std::size_t end = place.begin + window;
    return !place.part.cell_lines.empty() || (end < place.view.size() && place.view.text()[end] == '\n');
}

std::size_t Matchers::read_value(const Place& place, std::vector<RawHit>& hits) const {
    const CompiledRule& rule = rules_[place.rule];
    const Values& values = values_[values_of(place.rule)];
    const std::string_view text = place.view.text();
    const auto longest_in = [&](std::string_view window) {
        std::size_t size = 0;
        for (const EngineHit& hit : values.database->get().scan(window)) {
            if (values.rules[hit.expression] == place.rule) size = std::max<std::size_t>(size, hit.end);
        }
        return size;
    };
    // Half a number is another number.
    const auto is_half = [&](std::size_t end) { return end < text.size() && is_alphanumeric(text[end - 1]) && is_alphanumeric(text[end]); };
    const auto window = value_window(text, place.begin);
    const std::size_t size = longest_in(window);
    std::size_t end = place.begin + size;
    if (!is_name(place.rule) && may_go_on(place, window.size())) {
        const auto over = value_over_lines(place.view, place.part, place.begin, longest_value);
        const std::size_t longer = over.text.empty() ? 0 : longest_in(over.text);
        const std::size_t over_end = longer > 0 ? over.at[longer - 1] + 1 : 0;
        // 精神分裂症 over 死亡原因：, the next label.
        const bool label_below = rule.verify && over_end < text.size() && text[over_end] == ':';
        // A row of a typed table ends with its line.
        const bool next_row = place.in_typed_row && over_end > 0 && text.substr(place.begin, over_end - place.begin).find('\n') != text.npos;
        if (over_end > end && !is_half(over_end) && !label_below && !next_row) end = over_end;
    }
    if (end == place.begin || is_half(end)) return text.npos;
    // password = messages.StringField(4)
    if (rule.rule->category == Category::credential && end < text.size() && text[end] == '(' && is_alphanumeric(text[end - 1])) return text.npos;
    const Candidate candidate{place.part, place.view, place.begin, end, {}, rule.labels, false, true};
    Verdict verdict{place.begin, end, rule.rule->likelihood, {}, {}};
    if (rule.verify) {
        auto judged = rule.verify(candidate);
        if (!judged) return text.npos;
        verdict = std::move(*judged);
    }
    verdict.evidence.push_back(place.evidence);
    const std::size_t ends = verdict.end;
    accept(place.rule, candidate, std::move(verdict), true, hits);
    return ends;
}

void Matchers::run_spaced_labels(const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    spaced_labels_.each(rows.view().text(), [&](const SpacedLabels::Label& label, std::size_t begin, std::size_t end) {
        run_label({label.rule, label.term, begin, end, label.in_form}, part, rows, hits);
    });
}

// Each rule that takes a value behind what a key of the text stands for.
template <typename Visit>
void Matchers::each_rule_of_key(std::string_view text, Visit visit) const {
    each_key(text, [&](const KeyPlace& key) {
        const std::string written(text.substr(key.begin, key.end - key.begin));
        const auto [first, last] = labels_.equal_range(key.words);
        for (auto label = first; label != last; ++label) visit(Label{label->second, written, key.begin, key.end, true});
    });
}

void Matchers::run_keys(const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    each_rule_of_key(rows.view().text(), [&](const Label& label) { run_label(label, part, rows, hits); });
}

void Matchers::run_label(const Label& label, const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    const TextView& view = rows.view();
    const std::string_view text = view.text();
    const auto [rule, term, begin, end, in_form] = label;
    if (begin > 0 && is_alphanumeric(text[begin]) && is_alphanumeric(text[begin - 1])) return;  // the end of a longer word
    const std::string evidence = "label:" + term;
    if (const auto inside = value_in_brackets(text, end); inside != text.npos && !in_form) {
        const std::size_t before = hits.size();
        read_value({rule, part, view, inside, evidence}, hits);
        // 姓名(签字): a remark; what it is a remark of comes behind it.
        if (hits.size() > before && hits.back().verdict.likelihood >= Likelihood::likely) return;
        hits.resize(before);
    }
    std::string_view cells = text;
    auto column = column_of(text, begin, end);
    const bool plain = part.kind == PartKind::text && !column, listed = !column && (plain || part.kind == PartKind::script) && may_be_listed(text, begin, end);
    if (plain && may_head_column(text, begin, end)) {
        cells = rows.typed();
        column = column_of(cells, begin, end);
    }
    std::vector<RawHit> below;
    if (is_name(rule) && !column) run_rows_of_names(label, part, view, below);
    const std::size_t filled = column ? run_column(label, *column, cells, view, part, below) : 0;
    if (const auto paired = value_of_pair_before(text, begin, end); paired != text.npos && value_of_pair_behind(text, end) == text.npos) read_value({rule, part, view, paired, evidence}, hits);
    const bool parted = plain && column && parts_by_mark(part, view, cells, end);  // 姓名,王小明
    const std::size_t value = value_after_label(parted ? cells : text, end), before = hits.size();
    // Of a longer word, or of a sentence: 留学生：, 学生王小明.
    const auto gap = text.substr(end, value == text.npos ? 0 : value - end);
    const bool longer = begin > 0 && is_han(decode_utf8_before(text, begin).value);
    const bool no_label = in_form && value != text.npos && (longer || gap.find_first_of(":\t|=_") == gap.npos);
    if (no_label) {
        // 值班人员\n王小明 is read as a column.
    } else if (value == text.npos) {
        const auto under = line_under_label(text, begin, end);
        run_line_under({rule, part, view, under, evidence}, hits);
        if (under != text.npos && plain) run_stacked(label, part, rows, below);
    } else {
        read_values({rule, part, view, value, evidence, text[value - 1] == '\t'}, hits);
        const bool beside = column && cells.substr(end, value - end).find('\t') != text.npos;
        const bool found = hits.size() > before;
        if (found && view.kind() == ViewKind::joined && next_cell_of(part, view, end, value)) hits.resize(before);
        else if (found && beside && is_heading_beside(hits[before], below, filled)) hits.resize(before);
        else if (found && beside) read_cells_beside({rule, part, view, value, evidence}, *column, cells, lies_on_side(cells, *column, begin, [&](auto word) { return labels_.contains(word); }), hits);
    }
    hits.insert(hits.end(), std::make_move_iterator(below.begin()), std::make_move_iterator(below.end()));
    if (!listed) return;
    if (const auto in_list = column_of(rows.listed(), begin, end)) run_column(label, *in_list, rows.listed(), view, part, hits);
}

// 姓名 over several columns, and a title that ends in 名单.
void Matchers::run_rows_of_names(const Label& label, const Part& part, const TextView& view, std::vector<RawHit>& hits) const {
    const std::string_view text = view.text();
    const auto line = text.substr(0, label.begin).find_last_not_of(" \t");
    const bool alone = line == text.npos || text[line] == '\n';
    if (view.kind() != ViewKind::base || (!alone && !label.term.ends_with("名单"))) return;
    for (const std::size_t name : names_in_rows(text, label.end)) read_value({label.rule, part, view, name, "column:" + label.term}, hits);
}

// The joined view has no cells. Where the label stands on one line, the base view finds it and knows what is beside it.
bool Matchers::next_cell_of(const Part& part, const TextView& view, std::size_t end, std::size_t value) {
    const auto from = view.origin(end - 1, end).end, to = view.origin(value, value + 1).begin;
    return from < to && std::string_view(part.text).substr(from, to - from).find('\t') != std::string_view::npos;
}

std::string_view Matchers::text_of(const RawHit& hit) { return hit.view->text().substr(hit.verdict.begin, hit.verdict.end - hit.verdict.begin); }

bool Matchers::is_name(std::size_t rule) const { return rules_[rule].rule->verify == "person_name"; }

bool Matchers::sure_name(const RawHit& hit) {
    const auto name = text_of(hit);
    return hit.verdict.likelihood >= Likelihood::likely && common_surname(name.substr(0, surname_size(name)));
}

// 姓名 with names below it heads a column, and 许可 beside it heads the next one. A form has labels below, which look like names once in a while.
bool Matchers::is_heading_beside(const RawHit& beside, const std::vector<RawHit>& below, std::size_t filled) const {
    if (!rules_[beside.rule].verify) return false;  // numbers are no headings
    if (!is_name(beside.rule)) return !below.empty();
    const auto names = static_cast<std::size_t>(std::count_if(below.begin(), below.end(), sure_name));
    if (sure_name(beside)) return names >= 2 && names >= filled;
    return names > 0;
}

// Records side by side: 护照号码 | E12345678 | G12345678. `first`: where the first value begins, the last hit.
// `cells`: the view's text, its cells parted by tabs. `sideways`: all cells of the row belong to the label.
void Matchers::read_cells_beside(Place place, const Column& column, std::string_view cells, bool sideways, std::vector<RawHit>& hits) const {
    constexpr int most_records = 64;
    const std::string_view text = place.view.text();
    if (sideways) return read_row(std::move(place), cells, hits);
    // Pairs of a label and its value fill a row whose number of cells is even: a name in it has to look like nothing else.
    const bool pairs = column.tabs % 2 == 1;
    for (int i = 0; i < most_records; ++i) {
        const auto tab = cells.find_first_of("\t\n", hits.back().verdict.end);
        if (tab == text.npos || cells[tab] != '\t') return;
        place.begin = cells.find_first_not_of(' ', tab + 1);
        const std::size_t before = hits.size();
        const std::size_t end = place.begin == text.npos ? text.npos : read_value(place, hits);
        if (end == text.npos || hits.size() == before) return;
        const auto next = cells.find_first_not_of(' ', end);
        const bool whole = next == text.npos || cells[next] == '\t' || cells[next] == '\n' || cells[next] == '(';
        const bool name = sure_name(hits.back()) && (!pairs || text_of(hits.back()).size() > 6);
        const bool by_shape = !rules_[place.rule].verify || hits.back().verdict.likelihood >= Likelihood::likely;
        if (!whole || !(is_name(place.rule) ? name : by_shape)) {
            hits.resize(before);
            return;
        }
    }
}

// From the cell behind `place` on to the end of its row.
void Matchers::read_row(Place place, std::string_view cells, std::vector<RawHit>& hits) const {
    constexpr std::size_t longest_row = 4096;
    const auto end = std::min({cells.find_first_of("\r\n", place.begin), cells.size(), place.begin + longest_row});
    for (auto tab = cells.find('\t', place.begin); tab < end; tab = cells.find('\t', tab + 1)) {
        place.begin = cells.find_first_not_of(' ', tab + 1);
        if (place.begin >= end || cells[place.begin] == '\t') continue;
        const std::size_t before = hits.size();
        const auto stop = read_value(place, hits);
        const auto next = stop == cells.npos ? stop : cells.find_first_not_of(' ', stop);
        const bool whole = next == cells.npos || next >= end || cells[next] == '\t' || cells[next] == '(';
        if (!whole || (hits.size() > before && is_name(place.rule) && hits.back().verdict.likelihood < Likelihood::likely)) hits.resize(before);
    }
}

// The cell ends with a mark that no sentence has there: full-width commas are of prose.
bool Matchers::parts_by_mark(const Part& part, const TextView& view, std::string_view cells, std::size_t at) {
    at = cells.find_first_not_of(' ', at);
    if (at >= view.size() || cells[at] != '\t' || view.text()[at] == '\t' || view.text()[at] == ' ') return false;
    return part.text[view.origin(at, at + 1).begin] == view.text()[at];
}

// The headings of a table one under the other, its cells in the same order below.
void Matchers::run_stacked(const Label& label, const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    if (label.begin >= rows.stacked.begin && label.begin < rows.stacked.end) return;
    const auto cells = cells_stacked_under(rows.view().text(), label.begin);
    if (!cells.empty()) rows.stacked = {cells.front(), cells.back()};
    for (const auto cell : cells) {
        std::vector<RawHit> some;
        read_values({label.rule, part, rows.view(), cell, "column:" + label.term, true, false, true}, some);
        for (auto& hit : some) if (hit.verdict.likelihood >= Likelihood::likely) hits.push_back(std::move(hit));
    }
}

// A label alone on its line, as in cells one above the other: the next line is its value where it is one from end to end.
void Matchers::run_line_under(const Place& place, std::vector<RawHit>& hits) const {
    if (place.begin == std::string_view::npos) return;
    const std::size_t before = hits.size();
    const std::size_t end = read_value(place, hits);
    std::string_view rest = end == std::string_view::npos ? "?" : place.view.text().substr(end);
    while (rest.starts_with('\t')) rest.remove_prefix(1);  // empty cells
    const bool whole = rest.empty() || rest[0] == '\n' || rest[0] == '\r';
    if (!whole || (hits.size() > before && hits.back().verdict.likelihood < Likelihood::likely)) hits.resize(before);
}

// Of the row that holds the cell: no blank stands where `rows` has tabs.
bool Matchers::marks_part_row(std::string_view rows, std::string_view text, std::size_t cell) {
    const auto end = std::min(rows.find('\n', cell), rows.size());
    const auto before = rows.substr(0, cell).find_last_of("\t\n"), behind = rows.find('\t', cell);
    const auto mark = [&](std::size_t tab) { return tab < end && rows[tab] == '\t' && text[tab] != ' '; };
    return mark(before) || mark(behind);
}

// `rows`: the view's text, its cells parted by tabs. Tells how many cells of the column are filled.
std::size_t Matchers::run_column(const Label& label, const Column& column, std::string_view rows, const TextView& view, const Part& part,
                                 std::vector<RawHit>& hits) const {
    const auto cells = cells_under(rows, column);
    for (const std::size_t cell : cells) {
        const bool typed = rows.data() != view.text().data();
        // What blanks part in a typed table may be its cells.
        read_values({label.rule, part, view, cell, "column:" + label.term, !typed || marks_part_row(rows, view.text(), cell), false, typed}, hits);
    }
    return cells.size();
}

namespace {

// Of the element or attribute, without prefix and number: /list/r[2]/x:姓名, /a/@姓名.
std::string_view own_name(const Part& part) {
    if (part.kind != PartKind::element && part.kind != PartKind::attribute) return {};
    std::string_view name(part.xpath);
    name.remove_prefix(std::min(name.rfind('/') + 1, name.size()));
    name = name.substr(0, name.find('['));
    if (name.starts_with('@')) name.remove_prefix(1);
    const auto colon = name.find(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace

bool Matchers::named_as_label(const Part& part) const {
    const auto name = own_name(part);
    const auto holds = [&](std::string_view word) { return !word.empty() && label_names_.test(key_of_name(word)) && labels_.contains(word); };
    return holds(name) || holds(words_of_key(name));
}

// <姓名>王小明</姓名>, <XM>王小明</XM>: the name of the element says what its text is.
void Matchers::run_name(Views& views, std::vector<RawHit>& hits) const {
    const auto name = own_name(views.part()), words = words_of_key(name);
    const auto [first, last] = labels_.equal_range(labels_.contains(name) ? name : words);
    const TextView& view = views.base();
    if (first == last || views.part().first > 0) return;
    const auto call = views.part().called.empty() ? 0 : view.text().find(':') + 1;
    const auto begin = view.text().find_first_not_of(" \t\r\n", call);
    if (begin == std::string_view::npos) return;
    for (auto label = first; label != last; ++label) {
        read_values({label->second, views.part(), view, begin, "label:" + std::string(name), true}, hits);
    }
}

namespace {

// Where in the view the byte of the part stands.
std::size_t place_in(const TextView& view, std::size_t byte) {
    std::size_t first = 0, last = view.size();
    while (first < last) {
        const auto middle = first + (last - first) / 2;
        if (view.origin(middle, middle + 1).begin < byte) first = middle + 1;
        else last = middle;
    }
    return first;
}

}  // namespace

// A form of which the labels stand on the page and the values in its fields.
void Matchers::run_beside(Views& views, std::vector<RawHit>& hits) const {
    const std::string labels = in_view(ViewKind::base, views.part().beside);
    const TextView& view = views.base();
    const auto value = view.text().find_first_not_of(" \t\r\n", place_in(view, views.part().beside_from));
    if (value == std::string_view::npos) return;
    for (const auto& group : views_) {
        const Lot& lot = group[static_cast<std::size_t>(ViewKind::base)].words;
        if (!lot.database) continue;
        for (const EngineHit& hit : lot.database->scan(labels)) {
            const Matcher& matcher = lot.matchers[hit.expression];
            if (!matcher.label || value_after_label(labels, hit.end) != std::string::npos) continue;
            const auto begin = label_begin(labels, matcher.term, hit.end);
            if (begin > 0 && is_alphanumeric(labels[begin]) && is_alphanumeric(labels[begin - 1])) continue;
            read_values({matcher.rule, views.part(), view, value, "label:" + matcher.term}, hits);
        }
    }
}

// The headings stand in the part before.
void Matchers::run_headings(std::string_view headings, Views& views, std::vector<RawHit>& hits) const {
    const std::string row = in_view(ViewKind::base, headings);
    const std::string_view text = views.base().text();
    std::string parted, listed;
    const auto run = [&](const Label& label) {
        auto column = column_of(row, label.begin, label.end);
        if (!column) return;
        column->below = 0;
        if (views.part().kind == PartKind::text && parted.empty()) parted = with_tabs(text), listed = with_listed_rows(text, column->tabs + 1);
        run_column(label, *column, parted.empty() ? text : std::string_view(parted), views.base(), views.part(), hits);
        if (!listed.empty()) run_column(label, *column, listed, views.base(), views.part(), hits);
    };
    for (const auto& group : views_) {
        const Lot& lot = group[static_cast<std::size_t>(ViewKind::base)].words;
        if (!lot.database) continue;
        for (const EngineHit& hit : lot.database->scan(row)) {
            const Matcher& matcher = lot.matchers[hit.expression];
            if (matcher.label) run({matcher.rule, matcher.term, label_begin(row, matcher.term, hit.end), hit.end, matcher.in_form});
        }
    }
    each_rule_of_key(row, run);
    spaced_labels_.each(row, [&](const SpacedLabels::Label& label, std::size_t begin, std::size_t end) { run({label.rule, label.term, begin, end, label.in_form}); });
}

}  // namespace review
