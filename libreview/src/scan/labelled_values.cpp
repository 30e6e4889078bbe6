#include "scan/labelled_values.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/spaced_labels.hpp"
#include "scan/value_lists.hpp"
#include "scan/value_pairs.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t longest_row = 4096;
constexpr std::size_t longest_gap = 24, longest_remark = 36;

bool blank_or_tab(char byte) { return byte == ' ' || byte == '\t'; }
bool breaks(char byte) { return byte == '\n' || byte == '\r'; }

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

// And empty cells.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && blank_or_tab(text[at])) ++at;
    return at;
}

// "(签字)" and the like, where a colon, a blank or the value comes behind it; else `at`.
std::size_t skip_remark(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '(') return at;
    const auto close = text.substr(at, longest_remark).find(')');
    const auto inside = text.substr(at, close == text.npos ? 0 : close);
    if (close == text.npos || close < 4 || inside.find('\n') != text.npos) return at;
    return at + close + 1;
}

// The label once more in English behind one in Chinese, where a colon or the end of the cell comes behind it: 姓名/Name：, 出生日期 Date of
// birth:, 姓名(Name)：. Else `at`.
std::size_t skip_translation(std::string_view text, std::size_t label_end, std::size_t at) {
    constexpr std::size_t longest_translation = 48;
    const auto last = decode_utf8_before(text, label_end).value;
    const bool slash = at < text.size() && text[at] == '/';
    auto end = slash ? skip_spaces(text, at + 1) : at;
    if (!slash && !is_han(last)) return at;
    const auto begin = end;
    while (end < text.size() && end - begin < longest_translation && (is_letter(text[end]) || std::string_view(" .-'&").find(text[end]) != std::string_view::npos)) ++end;
    const auto words = text.substr(begin, end - begin);
    if (words.empty() || !is_letter(words[0])) return at;
    const bool ends_cell = slash && (end == text.size() || text[end] == '\t' || text[end] == '\n');
    return ends_cell || (end < text.size() && text[end] == ':') ? end : at;
}

// The first byte of most ideographs, and of no mark.
bool begins_ideograph(char byte) { return static_cast<unsigned char>(byte) >= 0xe4 && static_cast<unsigned char>(byte) <= 0xe9; }

// Lines to be filled in and leaders: ____, ......, ────.
std::size_t skip_leaders(std::string_view text, std::size_t at) {
    constexpr std::size_t longest_leader = 240;
    const auto begin = at;
    if (at < text.size() && begins_ideograph(text[at])) return at;
    for (const std::string_view leader : {"_", "..", "…", "⋯", "―", "—", "─", "━", "·", "﹍", "~", "*"}) {
        while (text.substr(at).starts_with(leader) && at - begin < longest_leader) at += leader.size();
        if (at == begin) continue;
        while (leader == ".." && at < text.size() && text[at] == '.') ++at;
        break;
    }
    return at;
}

std::size_t skip_one(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 7> words{"为", "是", "系", "号码", "编号", "号", "码"};
    constexpr std::array<std::string_view, 31> marks{"`", "】", "〗", "]", ",号码", ",编号", ",证号", ", 号码", " ", "\t", ":", "=", "(", "[", "【", "〔", "「", "『", "<", "〖", "《", "”", "\"", "'", "|", "#", "-", "No.", "NO.", "№", "“"};
    const auto skip = [&](const auto& fillers) {
        for (const auto filler : fillers) if (text.substr(at).starts_with(filler)) return at + filler.size();
        return at;
    };
    if (at >= text.size()) return at;
    return begins_ideograph(text[at]) ? skip(words) : skip(marks);
}

struct Line {
    std::size_t begin, end;
};

// No row is longer than `longest_row` to each side: a line that is a whole file is looked at a bounded time a label.
Line line_at(std::string_view text, std::size_t at) {
    Line line{at, at};
    while (line.begin > 0 && at - line.begin <= longest_row && !breaks(text[line.begin - 1])) --line.begin;
    while (line.end < text.size() && line.end - at <= longest_row && !breaks(text[line.end])) ++line.end;
    return line;
}

Line next_line(std::string_view text, Line line) {
    return line_at(text, line.end + (text.substr(line.end).starts_with("\r\n") ? 2 : 1));
}

std::size_t cell_of(std::string_view text, Line line, std::size_t number) {
    std::size_t at = line.begin;
    for (; number > 0; --number) at = text.find('\t', at) + 1;
    return at;
}

std::size_t tabs(std::string_view text, std::size_t begin, std::size_t end) {
    return static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                               text.begin() + static_cast<std::ptrdiff_t>(end), '\t'));
}

// The row that begins with this line: cells of several lines bring their line ends along, and the row goes on until it
// has all its tabs.
Line row_at(std::string_view text, Line line, std::size_t columns) {
    constexpr int most_lines = 24;
    Line row = line;
    for (int lines = 1; lines < most_lines && row.end < text.size() && row.end - row.begin < longest_row; ++lines) {
        if (tabs(text, row.begin, row.end) >= columns) break;
        row.end = next_line(text, row).end;
    }
    return row;
}

// 姓名 and 联系电话 name an attribute, 家属 a person: 受助人姓名 heads a column of names, 张三家属 is a value.
bool names_attribute(std::string_view label) {
    constexpr std::array<std::string_view, 8> ends{"姓名", "住址", "地址", "号", "号码", "电话", "日期", "年月"};
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return label.ends_with(end); });
}

// Where the ideographs begin that say whose attribute it is, no more than ten.
std::size_t owner_begin(std::string_view text, std::size_t at) {
    for (int left = 10; left > 0 && at > 0; --left) {
        std::size_t from = at;
        while (from > 0 && at - from < 3 && text[from - 1] == ' ') --from;
        const auto before = decode_utf8_before(text, from);
        if (!is_han(before.value)) break;
        at = from - before.size;
    }
    return at;
}

std::size_t skip_blanks_and_lines(std::string_view text, std::size_t at) {
    while (at < text.size() && (blank_or_tab(text[at]) || breaks(text[at]))) ++at;
    return at;
}

// Behind a colon the value stands in the lines below: as an item of a list ("- "), or as a block (YAML 1.2, 8.1: ">-", "|").
std::size_t value_below(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == '>' || text[at] == '|' || text[at] == '-' || blank_or_tab(text[at]))) ++at;  // empty cells, too
    if (at >= text.size() || !breaks(text[at])) return text.npos;
    at = skip_blanks(text, at + (text.substr(at).starts_with("\r\n") ? 2 : 1));
    if (text.substr(at).starts_with("- ")) at = skip_spaces(text, at + 2);
    if (at < text.size() && is_quote(text[at])) ++at;
    return at < text.size() && !breaks(text[at]) ? at : text.npos;
}

}  // namespace

std::string label_expression(std::string_view label) {
    constexpr char hex[] = "0123456789abcdef";
    std::string expression;
    expression.reserve(4 * label.size());
    for (const char byte : label) {
        const auto value = static_cast<unsigned char>(byte);
        for (const char one : {'\\', 'x', hex[value >> 4], hex[value & 15]}) expression += one;
    }
    return expression;
}

std::size_t label_begin(std::string_view text, std::string_view label, std::size_t end) {
    std::size_t at = end;
    for (std::size_t i = label.size(); i-- > 0;) {
        while (at > 0 && text[at - 1] == ' ' && label[i] != ' ') --at;
        if (at == 0) return 0;
        --at;
    }
    return at;
}

std::size_t value_after_label(std::string_view text, std::size_t end) {
    if (const auto pair = value_of_pair_behind(text, end); pair != text.npos) return pair;
    std::size_t at = skip_remark(text, skip_spaces(text, end));
    at = skip_translation(text, end, at);
    for (std::size_t gap = 0; at < text.size() && gap < longest_gap + longest_remark;) {
        const std::size_t led = skip_leaders(text, at);
        const std::size_t next = led > at ? led : skip_one(text, at);
        if (next == at) break;
        gap += led > at ? 1 : next - at;
        at = next;
    }
    at = behind_item_number(text, at);
    // A value that a narrow column or the end of a line pushed down.
    if (const auto colon = at < text.size() && (breaks(text[at]) || text[at] == '>') ? text.substr(end, at - end).rfind(':') : text.npos; colon != text.npos) {
        return value_below(text, end + colon + 1);
    }
    return at < text.size() && !breaks(text[at]) ? at : text.npos;
}

std::size_t line_under_label(std::string_view text, std::size_t begin, std::size_t end) {
    while (begin > 0 && blank_or_tab(text[begin - 1])) --begin;
    end = skip_remark(text, skip_spaces(text, end));
    if (end < text.size() && text[end] == ':') ++end;
    end = skip_blanks(text, end);
    if ((begin > 0 && !breaks(text[begin - 1])) || end >= text.size() || !breaks(text[end])) return text.npos;
    const auto next = skip_blanks(text, end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    return next < text.size() && !breaks(text[next]) ? next : text.npos;
}

std::size_t value_in_brackets(std::string_view text, std::size_t end) {
    const std::size_t at = skip_spaces(text, end);
    if (skip_remark(text, at) == at) return text.npos;
    // 持护照（号码E12345678）
    std::size_t value = skip_spaces(text, at + 1);
    for (const std::string_view word : {"证件", "编号", "号码", "号", ":"}) if (text.substr(value).starts_with(word)) value = skip_spaces(text, value + word.size());
    return value;
}

std::optional<Column> column_of(std::string_view text, std::size_t label_begin, std::size_t label_end) {
    std::size_t before = label_begin, after = skip_remark(text, skip_spaces(text, label_end));
    if (after < text.size() && text[after] == '/') after = skip_translation(text, label_end, after);
    while (before > 0 && text[before - 1] == ' ') --before;
    const auto label = text.substr(label_begin, label_end - label_begin);
    if (label.find(' ') == label.npos ? names_attribute(label) : names_attribute(without_blanks_in_words(label))) before = owner_begin(text, before);
    after = skip_spaces(text, after);
    const bool opens = before == 0 || text[before - 1] == '\t' || breaks(text[before - 1]);
    const bool closes = after == text.size() || text[after] == '\t' || breaks(text[after]);
    if (!opens || !closes) return std::nullopt;
    const Line line = line_at(text, label_begin);
    if (line.end - line.begin > longest_row) return std::nullopt;
    Column column{tabs(text, line.begin, line.end), tabs(text, line.begin, label_begin),
                  std::string(text.substr(before, label_end - before)), next_line(text, line).begin, false};
    const auto row = text.substr(line.begin, line.end - line.begin);
    column.repeats = row.find(column.heading) != row.rfind(column.heading);
    return column.tabs == 0 ? std::nullopt : std::optional(column);
}

namespace {

// Empty cells at the end of a row are not always written (备注), and a heading may be empty where its cells are not.
bool is_uneven_row(std::size_t count, const Column& column) {
    // Of records side by side the last row may have one only.
    const bool shorter = count < column.tabs && count > 0 && count >= column.number && (column.repeats || 2 * count >= column.tabs);
    return shorter || (count > column.tabs && count <= column.tabs + 2);
}

}  // namespace

std::vector<std::size_t> cells_under(std::string_view text, const Column& column) {
    std::vector<std::size_t> cells;
    int others = 0;
    constexpr std::size_t most_empty_lines = 64;
    std::size_t line_before = column.below;
    for (std::size_t at = column.below; at < text.size() && others < 3;) {
        // Rows with nothing between them.
        while (at < text.size() && text[at] == '\n' && at - line_before < most_empty_lines) ++at;
        Line row = row_at(text, line_at(text, at), column.tabs);
        bool is_row = tabs(text, row.begin, row.end) == column.tabs;
        if (!is_row) {
            row = line_at(text, at);
            is_row = is_uneven_row(tabs(text, row.begin, row.end), column);
        }
        others = is_row ? 0 : others + 1;
        if (is_row) {
            const std::size_t cell = skip_spaces(text, cell_of(text, row, column.number));
            if (text.substr(cell).starts_with(column.heading)) break;
            if (cell < row.end && !blank_or_tab(text[cell])) cells.push_back(cell);
        }
        at = line_before = std::max(next_line(text, row).begin, row.end + 1);
    }
    return cells;
}

namespace {

// "张伟", "李娜" between brackets, and the lines of a list: "- 张伟".
std::size_t next_item(std::string_view text, std::size_t end) {
    constexpr std::size_t longest_items = 2000;
    const bool quoted = end < text.size() && is_quote(text[end]);
    const auto behind = skip_spaces(text, quoted ? end + 1 : end);
    if (behind >= text.size()) return text.npos;
    if (breaks(text[behind])) {
        const auto line = skip_spaces(text, behind + (text.substr(behind).starts_with("\r\n") ? 2 : 1));
        const auto begin = end == 0 ? text.npos : text.rfind('\n', end - 1);
        const auto item_begin = begin == text.npos ? end : skip_spaces(text, begin + 1);
        // "- PASSWORD=x" is an item with its own label.
        const bool in_list = text.substr(item_begin).starts_with("- ") && text.substr(item_begin, end - item_begin).find_first_of("=:") == text.npos;
        if (!in_list || !text.substr(line).starts_with("- ")) return text.npos;
        const auto item = skip_spaces(text, line + 2);
        return item < text.size() && is_quote(text[item]) ? item + 1 : item;
    }
    if (!quoted || text[behind] != ',') return text.npos;
    const auto next = skip_blanks_and_lines(text, behind + 1);
    const auto from = end > longest_items ? end - longest_items : 0;
    const auto bracket = text.substr(from, end - from).find_last_of("[]{}");
    // "姓名": ["张伟", "李娜"]; not a row of rows.
    const auto before = bracket == text.npos ? text.npos : text.substr(0, from + bracket).find_last_not_of(" \n\r\t");
    const bool in_list = before != text.npos && text[from + bracket] == '[' && text[before] != '[' && text[before] != ',';
    return in_list && next < text.size() && is_quote(text[next]) ? next + 1 : text.npos;
}

}  // namespace

std::size_t next_in_list(std::string_view text, std::size_t end, bool in_cell) {
    constexpr std::string_view mark = "、", others = ",;/ ";
    std::size_t at = skip_spaces(text, skip_remark(text, end));
    if (at < text.size() && breaks(text[at]) && text.substr(at + 1).starts_with(mark)) ++at;
    if (text.substr(at).starts_with(mark)) {
        const std::size_t next = skip_spaces(text, at + mark.size());
        return next < text.size() && breaks(text[next]) ? skip_spaces(text, next + 1) : next;
    }
    if (const auto item = next_item(text, end); item != text.npos) return item;
    // "；2、李小红", "和李小红".
    if (at < text.size() && (text[at] == ';' || text[at] == ',')) {
        const std::size_t numbered = skip_spaces(text, at + 1), next = behind_item_number(text, numbered);
        if (next > numbered) return next;
    }
    if (!in_cell || end >= text.size() || at >= text.size()) return text.npos;
    const bool marked = others.find(text[at]) != others.npos;
    const std::size_t next = marked ? skip_spaces(text, at + 1) : at;
    if (next == end || (!marked && next - end > 1)) return text.npos;
    // A word of two to four ideographs that fills what is between such marks.
    std::size_t word = next;
    while (word < text.size() && is_han(decode_utf8(text, word).value)) word += decode_utf8(text, word).size;
    const bool ends = word == text.size() || breaks(text[word]) || text[word] == '\t' || text[word] == '"' || others.find(text[word]) != others.npos;
    return ends && word - next >= 6 && word - next <= 12 ? next : text.npos;
}

std::string_view value_window(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && !breaks(text[end]) && text[end] != '\t') {
        const std::size_t size = std::max<std::size_t>(decode_utf8(text, end).size, 1);
        if (end + size - at > longest_value) break;
        end += size;
    }
    return text.substr(at, end - at);
}

}  // namespace review
