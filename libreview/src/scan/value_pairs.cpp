#include "scan/value_pairs.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t longest_paired_key = 40, longest_paired = 120;  // bytes

bool is_gap(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

std::size_t past_gap(std::string_view text, std::size_t at) {
    while (at < text.size() && is_gap(text[at])) ++at;
    return at;
}

std::size_t before_gap(std::string_view text, std::size_t at) {
    while (at > 0 && is_gap(text[at - 1])) --at;
    return at;
}

template <std::size_t Size>
bool ends_paired_key(std::string_view word, const std::array<std::string_view, Size>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return word.ends_with(one); });
}

bool keeps_value(std::string_view key) {
    constexpr std::array<std::string_view, 10> names{"value", "Value", "val", "v", "text", "content", "data", "answer", "值", "内容"};
    return ends_paired_key(key, names);
}

bool keeps_label(std::string_view key) {
    constexpr std::array<std::string_view, 9> names{"name", "Name", "label", "Label", "title", "key", "field", "caption", "名称"};
    return ends_paired_key(key, names);
}

// Where the quote stands that closes the one at `at`, in a short word.
std::size_t closing(std::string_view text, std::size_t at) { return text.substr(0, std::min(text.size(), at + longest_paired_key)).find(text[at], at + 1); }

// The value of the pair with such a key, in the pairs of which the first key begins at `key`.
std::size_t value_in_pairs(std::string_view text, std::size_t key) {
    constexpr int most_pairs = 4;
    for (int pair = 0; pair < most_pairs; ++pair) {
        if (key >= text.size() || !is_quote(text[key])) return text.npos;
        const auto key_end = closing(text, key);
        const auto colon = key_end == text.npos ? text.npos : past_gap(text, key_end + 1);
        if (colon >= text.size() || text[colon] != ':') return text.npos;
        const auto value = past_gap(text, colon + 1);
        if (keeps_value(text.substr(key + 1, key_end - key - 1))) return value < text.size() && is_quote(text[value]) ? value + 1 : value;
        if (value >= text.size() || !is_quote(text[value])) return text.npos;
        const auto end = closing(text, value);
        const auto comma = end == text.npos ? text.npos : past_gap(text, end + 1);
        if (comma >= text.size() || text[comma] != ',') return text.npos;
        key = past_gap(text, comma + 1);
    }
    return text.npos;
}

// Where the quoted word begins that ends before `end`, behind its quote; npos: none ends there.
std::size_t quoted_before(std::string_view text, std::size_t end, std::size_t most) {
    if (end < 2 || !is_quote(text[end - 1])) return text.npos;
    const auto from = end - 1 > most ? end - 1 - most : 0;
    const auto open = text.substr(from, end - 1 - from).rfind(text[end - 1]);
    return open == text.npos ? text.npos : from + open + 1;
}

// The key of the pair whose value begins, with its quote, at `value`; `at` becomes where the pair begins.
std::string_view key_before(std::string_view text, std::size_t& at) {
    const auto colon = before_gap(text, at);
    if (colon == 0 || text[colon - 1] != ':') return {};
    const auto end = before_gap(text, colon - 1);
    const auto begin = quoted_before(text, end, longest_paired_key);
    if (begin == text.npos) return {};
    at = begin - 1;
    return text.substr(begin, end - 1 - begin);
}

std::size_t quoted_pair_before(std::string_view text, std::size_t begin) {
    std::size_t at = begin - 1;
    if (!keeps_label(key_before(text, at))) return text.npos;
    const auto comma = before_gap(text, at);
    if (comma == 0 || text[comma - 1] != ',') return text.npos;
    const auto value = quoted_before(text, before_gap(text, comma - 1), longest_paired);
    if (value == text.npos) return text.npos;
    at = value - 1;
    return keeps_value(key_before(text, at)) ? value : text.npos;
}

// The name of the tag that ends before `end`, without what a colon parts from it; `at` becomes where it begins.
std::string_view tag_before(std::string_view text, std::size_t end, std::size_t& at) {
    if (end == 0 || text[end - 1] != '>') return {};
    const auto from = end > longest_paired_key ? end - longest_paired_key : 0;
    const auto open = text.substr(from, end - from).rfind('<');
    if (open == text.npos) return {};
    at = from + open;
    auto name = text.substr(at + 1, end - at - 2);
    name = name.substr(0, name.find(' '));
    return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

std::size_t element_before(std::string_view text, std::size_t begin) {
    std::size_t at = 0;
    if (!keeps_label(tag_before(text, begin, at))) return text.npos;
    auto close = tag_before(text, before_gap(text, at), at);
    if (!close.starts_with('/')) return text.npos;
    close.remove_prefix(1);
    const auto from = at > longest_paired ? at - longest_paired : 0;
    const auto open = text.substr(from, at - from).rfind('>');
    return keeps_value(close) && open != text.npos ? from + open + 1 : text.npos;
}

}  // namespace

std::size_t value_of_pair_behind(std::string_view text, std::size_t end) {
    if (end >= text.size() || !is_quote(text[end])) return text.npos;
    const auto next = past_gap(text, end + 1);
    if (next >= text.size()) return text.npos;
    if (text[next] == ',') return value_in_pairs(text, past_gap(text, next + 1));
    const auto object = text[next] == ':' ? past_gap(text, next + 1) : text.npos;
    return object < text.size() && text[object] == '{' ? value_in_pairs(text, past_gap(text, object + 1)) : text.npos;
}

std::size_t value_of_pair_before(std::string_view text, std::size_t begin, std::size_t end) {
    if (begin == 0 || end >= text.size()) return text.npos;
    if (text[begin - 1] == '>' && text[end] == '<') return element_before(text, begin);
    return is_quote(text[begin - 1]) && text[end] == text[begin - 1] ? quoted_pair_before(text, begin) : text.npos;
}

}  // namespace review
