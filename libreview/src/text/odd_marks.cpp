#include "text/odd_marks.hpp"

#include <array>

#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t most_groups = 8;
using Groups = std::array<std::size_t, most_groups>;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// It goes on with what stands before it: 12, 1a, 1.5.
bool is_mark_of_word(char byte) { return is_digit(byte) || byte == '.' || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'); }

// No letter and no end of a line: signs, and the punctuation of ideographs.
bool is_mark(CodePoint point) {
    if (!point.valid || point.size == 0 || point.value < 0x21) return false;
    if (point.value < 0x80) return !is_digit(static_cast<char>(point.value)) && ((point.value | 0x20) < 'a' || (point.value | 0x20) > 'z');
    return (point.value >= 0x2010 && point.value <= 0x2bff) || (point.value >= 0x3001 && point.value <= 0x303f) || point.value == 0xb7 || point.value == 0xd7 ||
           (point.value >= 0xff00 && point.value <= 0xff0f);
}

// `card`: it begins as cards do; years do not.
bool is_known(const Groups& groups, std::size_t count, bool card) {
    const auto is = [&](std::initializer_list<std::size_t> sizes) {
        if (sizes.size() != count) return false;
        std::size_t at = 0;
        for (const auto size : sizes) if (groups[at++] != size) return false;
        return true;
    };
    if (is({6, 8, 4}) || is({6, 4, 4, 4}) || is({6, 4, 2, 2, 4}) || is({3, 3, 4, 4, 4})) return true;
    if (card && (is({4, 4, 4, 4}) || is({4, 4, 4, 4, 3}) || is({4, 4, 4, 4, 2}))) return true;
    if (count < 6 || groups[0] > 3) return false;
    for (std::size_t i = 1; i < count; ++i) if (groups[i] != 3) return false;
    return true;
}

}  // namespace

std::size_t end_of_parted(std::string_view text, std::size_t at) {
    auto begin = at;
    while (begin > 0 && at - begin <= 6 && is_digit(text[begin - 1])) --begin;
    const auto point = decode_utf8(text, at);
    if (begin == at || at - begin > 6 || !is_mark(point)) return 0;
    const auto mark = text.substr(at, point.size);
    Groups groups{at - begin};
    std::size_t count = 1;
    while (text.substr(at).starts_with(mark)) {
        auto end = at + mark.size();
        const auto first = end;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - first == 3 && end < text.size() && (text[end] | 0x20) == 'x') ++end;
        if (end == first || count == most_groups) return 0;
        groups[count++] = end - first;
        at = end;
    }
    return is_known(groups, count, text[begin] >= '3' && text[begin] != '7' && text[begin] != '8') ? at : 0;
}

namespace {

struct CellMark {
    std::size_t size = 0;  // 0: there is none
    char32_t mark = 0;
};

// What stands between two cells of one digit: 4|2, 4 | 2, "4","2".
CellMark cell_mark_at(std::string_view text, std::size_t at) {
    constexpr std::size_t most_blanks = 3;
    constexpr std::u32string_view marks = U"|,;、│┃";
    auto end = at;
    const auto skip = [&](char byte, std::size_t most) {
        for (std::size_t i = 0; i < most && end < text.size() && text[end] == byte; ++i) ++end;
    };
    skip('"', 1), skip(' ', most_blanks);
    const auto point = decode_utf8(text, end);
    if (point.size == 0 || marks.find(point.value) == marks.npos) return {};
    end += point.size;
    skip(' ', most_blanks), skip('"', 1);
    return {end - at, point.value};
}

bool is_cell(std::string_view text, std::size_t at, bool check_x) {
    const bool digit = at < text.size() && (is_digit(text[at]) || (check_x && (text[at] | 0x20) == 'x'));
    return digit && (at + 1 >= text.size() || !is_mark_of_word(text[at + 1]));
}

}  // namespace

std::size_t size_of_cell_mark(std::string_view text, std::size_t at) { return cell_mark_at(text, at).size; }

std::size_t end_of_cells(std::string_view text, std::size_t at) {
    constexpr std::size_t fewest = 11, most = 64;  // a mobile number
    if (at == 0 || !is_digit(text[at - 1]) || (at > 1 && is_mark_of_word(text[at - 2]))) return 0;
    const auto first = cell_mark_at(text, at);
    std::size_t cells = 1;
    for (auto mark = first; mark.size > 0 && mark.mark == first.mark && cells < most; mark = cell_mark_at(text, at)) {
        const auto cell = at + mark.size;
        if (!is_cell(text, cell, cells >= fewest)) break;
        at = cell + 1, ++cells;
        if (!is_digit(text[cell])) break;
    }
    return cells >= fewest ? at : 0;
}

}  // namespace review
