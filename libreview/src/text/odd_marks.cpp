#include "text/odd_marks.hpp"

#include <array>

#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t most_groups = 8;
using Groups = std::array<std::size_t, most_groups>;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

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

}  // namespace review
