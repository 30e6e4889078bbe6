#include "scan/value_lists.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/surnames.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t ideograph_size = 3;

std::size_t past_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

bool begins_han(std::string_view text, std::size_t at) { return is_han(decode_utf8(text, at).value); }

template <std::size_t Size>
std::size_t size_of_one(std::string_view text, const std::array<std::string_view, Size>& words) {
    for (const auto word : words) if (text.starts_with(word)) return word.size();
    return 0;
}

// The stretch of letters, digits and what stands inside of numbers and accounts.
std::size_t token_end(std::string_view text, std::size_t at) {
    while (at < text.size() && (is_alphanumeric(text[at]) || text[at] == '-' || text[at] == '_')) ++at;
    return at;
}

bool digits_only(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == text.npos; }

// A name of two or three ideographs with a common surname, four with a double one: where it ends, or `at`.
std::size_t plain_name_end(std::string_view text, std::size_t at) {
    std::size_t end = at, count = 0;
    for (; count < 5 && begins_han(text, end); ++count) end += decode_utf8(text, end).size;
    const auto name = text.substr(at, end - at);
    const auto surname = surname_size(name);
    const std::size_t most = surname > ideograph_size ? 4 : 3;
    const bool known = surname > ideograph_size || common_surname(name.substr(0, surname));
    // 人 ends what somebody is of: 安徽人.
    return count >= 2 && count <= most && known && !name.ends_with("人") ? end : at;
}

bool ends_list(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == '\n' || text[at] == '\r' || text[at] == '\t' || text.substr(at).starts_with("。");
}

// Names with commas between them, to the end of the line.
bool only_names(std::string_view text, std::size_t at) {
    for (int count = 0; count < 64; ++count) {
        const std::size_t end = plain_name_end(text, at);
        if (end == at) return false;
        if (ends_list(text, past_spaces(text, end))) return true;
        if (text[end] != ',' && !text.substr(end).starts_with("、")) return false;
        at = past_spaces(text, end + (text[end] == ',' ? 1 : ideograph_size));
    }
    return false;
}

// Of a row of names: where they begin. `common`: those of them that have a common surname. Empty where anything else is in it.
std::vector<std::size_t> names_of_row(std::string_view text, std::size_t begin, std::size_t end, std::size_t& common) {
    std::vector<std::size_t> names;
    for (std::size_t at = begin; at < end;) {
        if (const auto parted = size_of_one(text.substr(at), std::array<std::string_view, 5>{" ", "\t", "、", ",", "\r"}); parted > 0) {
            at += parted;
            continue;
        }
        if (is_digit(text[at])) {  // 1. 王小明
            while (at < end && (is_digit(text[at]) || text[at] == '.')) ++at;
            continue;
        }
        std::size_t last = at, count = 0;
        for (; last < end && count < 5 && begins_han(text, last); ++count) last += decode_utf8(text, last).size;
        const bool ends = last >= end || size_of_one(text.substr(last), std::array<std::string_view, 6>{" ", "\t", "、", ",", "\r", "。"}) > 0;
        const auto surname = surname_size(text.substr(at, last - at));
        if (!ends || count < 2 || count > 4 || surname == 0) return {};
        names.push_back(at);
        common += common_surname(text.substr(at, surname)) ? 1 : 0;
        at = last + (text.substr(last).starts_with("。") ? ideograph_size : 0);
    }
    return names;
}

}  // namespace

std::vector<std::size_t> names_in_rows(std::string_view text, std::size_t end) {
    constexpr std::size_t longest_row = 1024;
    std::vector<std::size_t> all;
    auto line = text.find('\n', end);
    if (line == text.npos || text.substr(end, std::min<std::size_t>(line - end, 60)).find_first_not_of(" \t\r:()0123456789") != text.npos) {
        // 名单（共70人）: a remark.
        const auto rest = text.substr(end, line == text.npos ? 0 : line - end);
        if (rest.empty() || rest.size() > 60 || rest[0] != '(' || rest.find_last_not_of(" \t\r:") != rest.find(')')) return {};
    }
    while (line < text.size()) {
        const auto begin = line + 1, stop = std::min(text.find('\n', begin), text.size());
        if (stop - begin > longest_row || begin >= text.size()) break;
        std::size_t common = 0;
        const auto names = names_of_row(text, begin, stop, common);
        const bool is_row = all.empty() ? names.size() >= 2 && 2 * common > names.size() : !names.empty() && 3 * common >= names.size();
        if (!is_row) break;
        all.insert(all.end(), names.begin(), names.end());
        line = stop;
    }
    return all;
}

std::size_t behind_item_number(std::string_view text, std::size_t at) {
    const bool bracket = at < text.size() && text[at] == '(';
    std::size_t end = at + (bracket ? 1 : 0);
    const std::size_t number = end;
    while (end < text.size() && end - number < 2 && is_digit(text[end])) ++end;
    if (end == number) return at;
    const std::string_view rest = text.substr(end);
    if (bracket) return rest.starts_with(')') ? past_spaces(text, end + 1) : at;
    if (rest.starts_with("、")) return past_spaces(text, end + ideograph_size);
    if (rest.starts_with(')')) return past_spaces(text, end + 1);
    const std::size_t next = past_spaces(text, end + (rest.starts_with('.') || rest.starts_with(':') ? 1 : 0));
    return begins_han(text, next) && (next > end || end - number == 1) ? next : at;
}

std::size_t next_alike(std::string_view text, std::size_t first, std::size_t end) {
    constexpr std::array<std::string_view, 10> marks{",", "/", ";", "、", "|", "和", "或", "及", "与", "\\"};
    std::size_t at = past_spaces(text, end);
    const auto mark = size_of_one(text.substr(at), marks);
    const std::size_t next = past_spaces(text, at + mark);
    if (next == end) return text.npos;
    const auto before = text.substr(first, std::min(token_end(text, first), end) - first), token = text.substr(next, token_end(text, next) - next);
    if (token.size() < 5 || before.empty()) return text.npos;
    const std::string_view behind = text.substr(next + token.size());
    const bool goes_on = !behind.empty() && (behind[0] == '.' || behind[0] == ':' || behind[0] == '@' || (begins_han(behind, 0) && size_of_one(behind, marks) == 0));
    // 住院号：0012345，20200101: as long as the first where digits are all there is of it.
    const bool alike = digits_only(token) == digits_only(before) && token.size() == before.size();
    return !goes_on && alike ? next : text.npos;
}

std::size_t next_name(std::string_view text, std::size_t end) {
    constexpr std::array<std::string_view, 6> marks{";", "/", "和", "及", "与", ","};
    const std::size_t at = past_spaces(text, end);
    const auto mark = size_of_one(text.substr(at), marks);
    if (mark == 0) return text.npos;
    std::size_t next = past_spaces(text, at + mark);
    const bool line_ends = next < text.size() && text[next] == '\n';
    if (line_ends) next = past_spaces(text, next + 1);
    const std::size_t name = behind_item_number(text, next);
    if (line_ends && name == next) return text.npos;
    if (text[at] == ',' && name == next) return only_names(text, next) ? next : text.npos;
    const std::size_t name_end = plain_name_end(text, name);
    return name_end > name && !begins_han(text, name_end) ? name : text.npos;
}

}  // namespace review
