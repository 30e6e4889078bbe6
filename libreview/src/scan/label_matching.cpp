#include <algorithm>

#include "scan/characters.hpp"
#include "scan/labelled_values.hpp"
#include "scan/line_joints.hpp"
#include "scan/matcher_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/typed_tables.hpp"
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
};

void Matchers::read_values(Place place, std::vector<RawHit>& hits) const {
    constexpr int longest_list = 64;
    for (int i = 0; i < longest_list && place.begin != std::string_view::npos; ++i) {
        const std::size_t before = hits.size();
        const std::size_t end = read_value(place, hits);
        // What a blank or a comma parts is one more of the list only where it surely is such a value.
        if (i > 0 && !place.enumerated && hits.size() > before && hits.back().verdict.likelihood < Likelihood::likely) hits.pop_back();
        if (end == std::string_view::npos || hits.size() == before) return;
        place.begin = next_in_list(place.view.text(), end, false);
        place.enumerated = place.begin != std::string_view::npos;
        if (!place.enumerated) place.begin = next_in_list(place.view.text(), end, place.in_cell);
    }
}

// A line ends in the window, or with it.
bool Matchers::may_go_on(const Place& place, std::size_t window) {
    const std::size_t end = place.begin + window;
    return !place.part.cell_lines.empty() || (end < place.view.size() && place.view.text()[end] == '\n');
}

std::size_t Matchers::read_value(const Place& place, std::vector<RawHit>& hits) const {
    const CompiledRule& rule = rules_[place.rule];
    const Values& values = values_[static_cast<std::size_t>(group_of(*rule.pack))];
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
    if (!rule.verify && may_go_on(place, window.size())) {
        const auto over = value_over_lines(place.view, place.part, place.begin, longest_value);
        const std::size_t longer = over.text.empty() ? 0 : longest_in(over.text);
        if (longer > 0 && over.at[longer - 1] + 1 > end && !is_half(over.at[longer - 1] + 1)) end = over.at[longer - 1] + 1;
    }
    if (end == place.begin || is_half(end)) return text.npos;
    const Candidate candidate{place.part, place.view, place.begin, end, {}, rule.labels};
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

void Matchers::run_label(const Matcher& matcher, std::size_t end, const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    const TextView& view = rows.view();
    const std::string_view text = view.text();
    const std::size_t begin = label_begin(text, matcher.term, end);
    if (begin > 0 && is_alphanumeric(text[begin]) && is_alphanumeric(text[begin - 1])) return;  // the end of a longer word
    const std::string evidence = "label:" + matcher.term;
    if (const auto inside = value_in_brackets(text, end); inside != text.npos && !matcher.in_form) {
        const std::size_t before = hits.size();
        read_value({matcher.rule, part, view, inside, evidence}, hits);
        // 姓名(签字): a remark; what it is a remark of comes behind it.
        if (hits.size() > before && hits.back().verdict.likelihood >= Likelihood::likely) return;
        hits.resize(before);
    }
    std::size_t value = value_after_label(text, end);
    // Of a longer word, or of a sentence: 留学生：, 学生王小明.
    const auto gap = text.substr(end, value == text.npos ? 0 : value - end);
    const bool longer = begin > 0 && is_han(decode_utf8_before(text, begin).value);
    if (matcher.in_form && value != text.npos && (longer || gap.find_first_of(":\t|=_") == gap.npos)) return;
    const bool in_cell = value != text.npos && text[value - 1] == '\t';
    if (value != text.npos) read_values({matcher.rule, part, view, value, evidence, in_cell}, hits);
    else run_line_under({matcher.rule, part, view, line_under_label(text, begin, end), evidence}, hits);
    if (const auto column = column_of(text, begin, end)) {
        run_column(matcher, *column, text, view, part, hits);
        return;
    }
    const bool plain = part.kind == PartKind::text;
    if (plain && may_head_column(text, begin, end)) {
        if (const auto parted = column_of(rows.typed(), begin, end)) run_column(matcher, *parted, rows.typed(), view, part, hits);
    }
    if ((plain || part.kind == PartKind::script) && may_be_listed(text, begin, end)) {
        if (const auto listed = column_of(rows.listed(), begin, end)) run_column(matcher, *listed, rows.listed(), view, part, hits);
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

// `rows`: the view's text, its cells parted by tabs.
void Matchers::run_column(const Matcher& matcher, const Column& column, std::string_view rows, const TextView& view, const Part& part,
                          std::vector<RawHit>& hits) const {
    for (const std::size_t cell : cells_under(rows, column)) {
        // What commas and blanks part in a typed table are its cells.
        read_values({matcher.rule, part, view, cell, "column:" + matcher.term, rows.data() == view.text().data()}, hits);
    }
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
    return !name.empty() && labels_.contains(name);
}

// <姓名>王小明</姓名>: the name of the element says what its text is.
void Matchers::run_name(Views& views, std::vector<RawHit>& hits) const {
    const auto [first, last] = labels_.equal_range(own_name(views.part()));
    const TextView& view = views.base();
    if (first == last || views.part().first > 0) return;
    const auto call = views.part().called.empty() ? 0 : view.text().find(':') + 1;
    const auto begin = view.text().find_first_not_of(" \t\r\n", call);
    if (begin == std::string_view::npos) return;
    for (auto label = first; label != last; ++label) {
        read_values({label->second, views.part(), view, begin, "label:" + label->first, true}, hits);
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
    for (const auto& group : views_) {
        const Lot& lot = group[static_cast<std::size_t>(ViewKind::base)].words;
        if (!lot.database) continue;
        for (const EngineHit& hit : lot.database->scan(row)) {
            const Matcher& matcher = lot.matchers[hit.expression];
            if (!matcher.label) continue;
            auto column = column_of(row, label_begin(row, matcher.term, hit.end), hit.end);
            if (!column) continue;
            column->below = 0;
            if (views.part().kind == PartKind::text && parted.empty()) parted = with_tabs(text), listed = with_listed_rows(text, column->tabs + 1);
            run_column(matcher, *column, parted.empty() ? text : std::string_view(parted), views.base(), views.part(), hits);
            if (!listed.empty()) run_column(matcher, *column, listed, views.base(), views.part(), hits);
        }
    }
}

}  // namespace review
