#include "release/surroundings.hpp"

#include <algorithm>
#include <numeric>

#include "base/loose_text.hpp"
#include "model/table_headers.hpp"
#include "model/table_rows.hpp"

namespace review {
namespace {

constexpr std::size_t points_before = 40, points_after = 20;
constexpr std::size_t bytes_before = 1024, bytes_after = 512;  // enough for them, with layout
constexpr std::size_t longest_row = 2000;

bool digit(char c) { return c >= '0' && c <= '9'; }

// "- 3 -", "第 3 页 共 12 页", "3/12", "Page 3 of 12".
bool is_page_number(std::string_view line) {
    auto text = loose(line);
    for (const std::string_view word : {"第", "页", "共", "—", "–", "page", "of", "-", "/", "·"}) {
        for (auto at = text.find(word); at != text.npos; at = text.find(word)) text.erase(at, word.size());
    }
    return text.size() <= 6 && std::all_of(text.begin(), text.end(), digit) && !loose(line).empty();
}

// The text of a page without the lines at its head and foot that hold no more than its number.
std::pair<std::size_t, std::size_t> without_page_numbers(std::string_view text) {
    std::size_t begin = 0, end = text.size();
    while (begin < end) {
        const auto stop = std::min(text.find('\n', begin), end);
        if (!loose(text.substr(begin, stop - begin)).empty() && !is_page_number(text.substr(begin, stop - begin))) break;
        begin = std::min(stop + 1, end);
    }
    while (begin < end) {
        const auto line = text.substr(begin, end - begin).rfind('\n');
        const auto start = line == text.npos ? begin : begin + line + 1;
        if (!loose(text.substr(start, end - start)).empty() && !is_page_number(text.substr(start, end - start))) break;
        end = start == begin ? begin : start - 1;
    }
    return {begin, end};
}

// "3. ", "（3）", "12、" at the beginning of a line.
std::size_t list_number(std::string_view line) {
    auto at = line.find_first_not_of(" \t");
    if (at == line.npos) return 0;
    for (const std::string_view open : {"(", "（"}) {
        if (line.substr(at).starts_with(open)) at += open.size();
    }
    const auto first = at;
    while (at < line.size() && digit(line[at])) ++at;
    if (at == first || at > first + 3) return 0;
    for (const std::string_view close : {".", "．", "、", ")", "）"}) {
        if (line.substr(at).starts_with(close) && !(at + close.size() < line.size() && digit(line[at + close.size()]))) return at + close.size();
    }
    return 0;
}

std::string bare(std::string_view text) {
    std::string lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto stop = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, stop - at);
        if (at > 0) line.remove_prefix(list_number(line));
        lines += line;
        lines += '\n';
        at = stop + 1;
    }
    return loose(lines);
}

std::string last_points(std::string text, std::size_t count) {
    auto at = text.size();
    while (at > 0 && count > 0) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) --count;
    }
    return text.substr(at);
}

std::string first_points(std::string text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && count-- == 0) break;
    }
    return text.substr(0, at);
}

// A slice that begins and ends with whole characters.
std::string_view whole(std::string_view text, std::size_t begin, std::size_t end) {
    const auto inside = [&](std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    while (begin < end && inside(begin)) ++begin;
    while (end > begin && inside(end)) --end;
    return text.substr(begin, end - begin);
}

bool stands_in_markup(const Part& part) {
    return part.kind == PartKind::element || part.kind == PartKind::attribute || part.kind == PartKind::cell;
}

// Parts with one name follow one another; an empty name stands alone.
std::string flow_of(const Part& part) {
    if (part.kind == PartKind::page) return "page";
    return stands_in_markup(part) ? "/" + part.xpath.substr(0, std::min(part.xpath.rfind('/'), part.xpath.size())) : "";
}

// What a value of XML stands in: its own element or attribute.
std::string element_name(const Part& part) {
    if (!stands_in_markup(part)) return "";
    const auto name = part.xpath.substr(part.xpath.rfind('/') + 1);
    return name.substr(0, name.find('['));
}

bool is_running_number(std::string_view cell) {
    const auto text = loose(cell);
    return text.size() <= 4 && std::all_of(text.begin(), text.end(), digit);
}

// The row without the cell of the value and without its running number.
Surroundings::Around around_cell(std::string_view row, std::size_t at, std::size_t end) {
    Surroundings::Around around;
    std::size_t column = 0, number = 0;
    for (std::size_t begin = 0; begin <= row.size(); ++column) {
        const auto stop = std::min(row.find('\t', begin), row.size());
        const auto cell = row.substr(begin, stop - begin);
        const bool here = begin <= at && at < stop;
        if (here) {
            number = column;
            around.before += loose(row.substr(begin, at - begin));
            around.after += end < stop ? loose(row.substr(end, stop - end)) : "";
        } else if (column > 0 || !is_running_number(cell)) {
            (begin > at ? around.after : around.before) += loose(cell) + "\t";
        }
        begin = stop + 1;
    }
    around.kind = "row " + std::to_string(number);
    return around;
}

}  // namespace

Surroundings::Surroundings(const std::vector<Finding>& findings) : findings_(findings), by_place_(findings.size()), around_(findings.size()) {
    std::iota(by_place_.begin(), by_place_.end(), std::size_t{0});
    std::stable_sort(by_place_.begin(), by_place_.end(), [&](std::size_t left, std::size_t right) {
        const auto &one = findings_[left].where.span, &other = findings_[right].where.span;
        return one < other;
    });
}

void Surroundings::look(const Part& part, std::size_t finding, std::string_view text, std::size_t at, std::size_t end) {
    auto& around = around_[finding];
    const auto line = line_at(text, at);
    const auto row = text.substr(line.begin, line.end - line.begin);
    if (row.size() <= longest_row && row.find('\t') != row.npos) {
        around = around_cell(row, at - line.begin, end - line.begin);
        return;
    }
    const auto flow = flow_of(part);
    auto [from, to] = part.kind == PartKind::page ? without_page_numbers(text) : std::pair{std::size_t{0}, text.size()};
    if (at < from || end > to) from = 0, to = text.size();
    const auto begin = at > from + bytes_before ? at - bytes_before : from;
    std::string before;
    if (begin == from && !flow.empty()) before = tail_ + "\n";
    before += whole(text, begin, at);
    before = last_points(bare(before), points_before);
    const auto stop = std::min(end + bytes_after, to);
    const std::string after(whole(text, end, stop));
    // Pieces of a long part overlap: the one that shows more of what is around is the one to believe.
    const auto shown = first_points(bare("\n" + after), points_after);
    if (!around.kind.empty() && around.before.size() + around.after.size() >= before.size() + shown.size()) return;
    around = {"text " + element_name(part), before, shown};
    if (stop == to && !flow.empty()) open_.push_back({finding, after});
}

void Surroundings::close() {
    for (auto& one : open_) around_[one.finding].after = first_points(bare("\n" + one.after), points_after);
    open_.clear();
    tail_.clear();
}

void Surroundings::part(const Part& part) {
    bytes_.read(part);
    const auto flow = flow_of(part);
    if (!flow.empty() && flow != flow_) {
        close();
        flow_ = flow;
    }
    const TableRows rows(part);
    const std::string_view text = rows.text();
    const auto [from, to] = part.kind == PartKind::page ? without_page_numbers(text) : std::pair{std::size_t{0}, text.size()};
    const auto shown = text.substr(from, to - from);
    for (auto& one : open_) {
        if (!flow.empty() && one.after.size() < bytes_after) one.after += "\n" + std::string(whole(shown, 0, std::min(shown.size(), bytes_after)));
    }
    const auto last = part.first + part.glyph_count();
    const auto before_piece = [&](std::size_t index) { return findings_[index].where.span < GlyphSpan{part.number, part.first, 0}; };
    for (auto at = std::partition_point(by_place_.begin(), by_place_.end(), before_piece); at != by_place_.end(); ++at) {
        const auto& span = findings_[*at].where.span;
        if (span.part != part.number || span.begin >= last) break;
        if (span.end > last) continue;  // it comes whole in a later piece
        look(part, *at, text, bytes_.of(part, span.begin), bytes_.of(part, span.end));
    }
    if (flow.empty()) return;
    tail_ += "\n";
    tail_ += shown;
    if (tail_.size() > 2 * bytes_before) tail_ = std::string(whole(tail_, tail_.size() - bytes_before, tail_.size()));
}

void Surroundings::end() { close(); }

}  // namespace review
