#include "release/typed_columns.hpp"

#include <algorithm>

#include "model/table_headers.hpp"
#include "scan/typed_tables.hpp"

namespace review {
namespace {

// Most lines have none.
std::ptrdiff_t tabs_in(std::string_view text) {
    const auto first = text.find('\t');
    return first == text.npos ? 0 : std::count(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(), '\t');
}

// |---|:--:| under the headings.
bool is_rule(std::string_view line) { return line.find('-') != line.npos && line.find_first_not_of("-|+:= \t\r") == line.npos; }

}  // namespace

void TypedColumns::read(const Part& part, std::string_view headings) {
    read_ = part.kind != PartKind::text;
    tables_.clear();
    before_ = part.kind == PartKind::text && part.first > 0 ? headings : std::string_view();
}

void TypedColumns::find_tables() {
    std::ptrdiff_t tabs = 0;
    const auto first_line = std::min(text_.find('\n') + 1, text_.size());
    for (std::size_t at = 0; at < text_.size();) {
        const auto end = std::min(text_.find('\n', at), text_.size());
        const auto line = std::string_view(text_).substr(at, end - at);
        if (tabs > 0 && is_rule(line)) {
            tables_.back().end = end;
        } else if (const auto count = tabs_in(line); count > 0 && count == tabs) {
            tables_.back().end = end;
        } else {
            // What a piece begins with goes on from the piece before, maybe in the middle of a line.
            const bool goes_on = at <= first_line && !before_.empty() && tabs_in(before_) == count;
            if (count > 0) tables_.push_back({at, end, goes_on ? std::string_view(before_) : line});
            tabs = count;
        }
        at = end + 1;
    }
}

const TypedColumns::Table* TypedColumns::table_at(const Part& part, std::size_t at) {
    if (!read_) {
        text_ = with_tabs(part.text);
        find_tables();
        read_ = true;
    }
    const auto table = std::partition_point(tables_.begin(), tables_.end(), [&](const Table& one) { return one.end <= at; });
    return table == tables_.end() || table->begin > at ? nullptr : &*table;
}

std::string_view TypedColumns::all_over(const Part& part, std::size_t at) {
    const auto* table = table_at(part, at);
    return table ? table->headings : std::string_view();
}

std::string_view TypedColumns::over(const Part& part, std::size_t at) {
    const auto headings = all_over(part, at);
    if (headings.empty()) return {};
    const auto line = line_at(text_, at);
    const auto cells = cells_of(headings);
    const auto cell = static_cast<std::size_t>(tabs_in(std::string_view(text_).substr(line.begin, at - line.begin)));
    return cell < cells.size() ? cells[cell] : std::string_view();
}

}  // namespace review
