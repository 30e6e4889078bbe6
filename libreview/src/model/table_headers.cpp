#include "model/table_headers.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "base/loose_text.hpp"
#include "model/table_rows.hpp"

namespace review {
namespace {

constexpr std::size_t longest_row = 2000;    // bytes of a line
constexpr std::size_t longest_line = 4000;   // bytes to each side
constexpr std::ptrdiff_t most_headers = 64;  // that are looked at
constexpr std::size_t most_others = 3;       // lines of a page's foot and head, or of cells that wrap, between two rows of a table

// Whether lines lie between two rows, and whether more than a page's foot and head are, is all that is asked.
std::size_t lines_in(std::string_view text) {
    std::size_t lines = 0;
    for (auto end = text.find('\n'); end != text.npos && lines <= most_others; end = text.find('\n', end + 1)) ++lines;
    return lines;
}

std::size_t cells_in(std::string_view line) { return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1; }

bool is_digit_byte(char byte) { return byte >= '0' && byte <= '9'; }

// 联系电话1 and 2024年金额 are words with a digit; 12, 2024-01-02 and 一所13912345678 are values.
bool holds_a_value(std::string_view cell) {
    constexpr std::size_t longest_in_words = 4;
    if (std::none_of(cell.begin(), cell.end(), is_digit_byte)) return false;
    std::size_t digits = 0;
    for (const char byte : cell) {
        digits = is_digit_byte(byte) ? digits + 1 : 0;
        if (digits > longest_in_words) return true;
    }
    return std::none_of(cell.begin(), cell.end(), [](unsigned char byte) { return byte >= 0x80 || std::isalpha(byte); });
}

bool holds_values(std::string_view line) {
    const auto cells = cells_of(line);
    return std::any_of(cells.begin(), cells.end(), holds_a_value);
}

// How headings of columns end. A row of them right under values begins a table, whatever the table before was called: its telephones
// are no longer those of 办公电话. A cell that says 无 is none of them.
bool ends_like_a_heading(std::string_view cell) {
    constexpr std::size_t longest_heading = 30;  // bytes
    static constexpr std::string_view endings[] = {"电话", "手机", "手机号", "号码", "方式", "地址", "住址", "邮箱", "账号", "证号", "姓名", "传真",
                                                   "phone", "mobile", "telephone", "number", "address", "email"};
    while (!cell.empty() && is_digit_byte(cell.back())) cell.remove_suffix(1);  // 联系电话1
    return cell.size() <= longest_heading && std::any_of(std::begin(endings), std::end(endings), [&](auto ending) { return cell.ends_with(ending); });
}

}  // namespace

LineRange line_at(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    const auto from = at > longest_line ? at - longest_line : 0;
    const auto before = text.substr(from, at - from).rfind('\n');
    const auto after = text.substr(at, longest_line).find('\n');
    return {before == text.npos ? from : from + before + 1, after == text.npos ? std::min(text.size(), at + longest_line) : at + after};
}

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    for (std::size_t begin = 0;;) {
        const auto tab = line.find('\t', begin);
        cells.push_back(line.substr(begin, tab == line.npos ? tab : tab - begin));
        if (tab == line.npos) return cells;
        begin = tab + 1;
    }
}

TableHeaders::TableHeaders(std::vector<std::string> words) {
    for (const auto& word : words) words_.push_back(loose(word));
}

bool TableHeaders::names_a_column(const std::string& cell, bool whole) const {
    return std::any_of(words_.begin(), words_.end(), [&](const std::string& word) { return whole ? cell == word : cell.find(word) != cell.npos; });
}

void TableHeaders::read_line(std::string_view line, std::size_t at, bool first) {
    const bool long_row = line.size() > longest_row;
    if (long_row || line.find_first_of("0123456789") != line.npos) {
        values_seen_ = true;
        // A table that goes on begins with values. Words with a digit in them are a header that is not known, but one of its own.
        if (long_row || holds_values(line)) return;
        const auto cells = cells_of(line);
        if (first || std::any_of(cells.begin(), cells.end(), [](auto cell) { return ends_like_a_heading(loose(cell)); })) headers_.push_back({at, {}});
        return;
    }
    Header header{at, {}};
    bool known = false;
    for (const auto cell : cells_of(line)) {
        header.cells.push_back(loose(cell));
        known = known || names_a_column(header.cells.back(), values_seen_) || (values_seen_ && ends_like_a_heading(header.cells.back()));
    }
    // Whatever its words: what stood over the table before says nothing about this one.
    if (first) headers_.push_back({at, {}});
    if (first || known) headers_.push_back(std::move(header));
}

void TableHeaders::read(const Part& part) {
    // Only the last header of earlier parts may go on here.
    if (!headers_.empty()) {
        headers_.erase(headers_.begin(), std::prev(headers_.end()));
        headers_.front().at = 0;
    }
    const TableRows rows(part);
    const std::string_view text = rows.text();
    std::size_t past = 0;
    for (auto tab = text.find('\t'); tab < text.size();) {
        const auto line = line_at(text, tab);
        const auto gap = text.substr(past, line.begin - std::min(line.begin, past));
        const auto others = others_ + lines_in(gap);
        if (others > most_others) headers_.push_back({line.begin, {}});
        const bool first = others > 0 || past == 0;
        if (first) values_seen_ = false;
        read_line(text.substr(line.begin, line.end - line.begin), line.begin, first);
        others_ = 0;
        past = std::min(line.end + 1, text.size());
        tab = text.find('\t', line.end);
    }
    if (others_ > most_others) return;  // more of them say no more
    const auto rest = text.substr(past);
    others_ += lines_in(rest) + (rest.empty() || rest.ends_with('\n') ? 0 : 1);
}

const std::vector<std::string>* TableHeaders::over_row(std::string_view line, std::size_t begin) const {
    const auto count = cells_in(line);
    if (count < 2 || line.size() > longest_row) return nullptr;
    const auto last = headers_.rbegin() + std::min(most_headers, std::ssize(headers_));
    for (auto header = headers_.rbegin(); header != last; ++header) {
        if (header->at > begin) continue;
        if (header->cells.empty()) return nullptr;
        if (header->cells.size() == count) return &header->cells;
    }
    return nullptr;
}

std::string TableHeaders::over(const Part& part, std::size_t at) const {
    const TableRows rows(part);
    const std::string_view text = rows.text();
    const auto line = line_at(text, at);
    const auto* headers = over_row(text.substr(line.begin, line.end - line.begin), line.begin);
    return headers ? (*headers)[cells_in(text.substr(line.begin, at - line.begin)) - 1] : std::string();
}

}  // namespace review
