#include "format/ooxml/cell_text.hpp"

#include <charconv>

#include "base/charset.hpp"

namespace review {
namespace {

constexpr std::size_t escape_size = 7;  // _xHHHH_

// The code of the escape that stands at `at`; -1: none does.
int escape_at(std::string_view text, std::size_t at) {
    if (at > text.size() || text.size() - at < escape_size || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
    int code = 0;
    const auto* end = text.data() + at + 6;
    const auto [stop, error] = std::from_chars(text.data() + at + 2, end, code, 16);
    return error == std::errc() && stop == end && code >= 0 ? code : -1;
}

std::string_view digits_from(std::string_view text, std::size_t& at) {
    const auto begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return text.substr(begin, at - begin);
}

}  // namespace

std::string plain_number(std::string_view number) {
    constexpr int most_power = 40;
    std::size_t at = 0;
    std::string sign;
    if (at < number.size() && (number[at] == '-' || number[at] == '+')) sign = number[at++] == '-' ? "-" : "";
    std::string digits(digits_from(number, at));
    auto point = static_cast<int>(digits.size());
    if (at < number.size() && number[at] == '.') digits += digits_from(number, ++at);
    int power = 0;
    if (at < number.size() && (number[at] | 0x20) == 'e') {
        const auto* begin = number.data() + at + 1;
        if (begin < number.data() + number.size() && *begin == '+') ++begin;
        const auto [stop, error] = std::from_chars(begin, number.data() + number.size(), power);
        if (error != std::errc()) return std::string(number);
        at = static_cast<std::size_t>(stop - number.data());
    }
    if (digits.empty() || at != number.size() || power > most_power || power < -most_power) return std::string(number);
    point += power;
    if (point <= 0) digits.insert(0, static_cast<std::size_t>(1 - point), '0'), point = 1;
    if (point > static_cast<int>(digits.size())) digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
    auto fraction = digits.substr(static_cast<std::size_t>(point));
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    auto whole = digits.substr(0, static_cast<std::size_t>(point));
    if (power != 0) whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    return sign + whole + (fraction.empty() ? "" : "." + fraction);
}

std::size_t cell_escape(std::string_view text, std::size_t at, std::string& character) {
    auto code = escape_at(text, at);
    if (code < 0) return 0;
    const bool high = code >= 0xd800 && code < 0xdc00;
    const auto low = high ? escape_at(text, at + escape_size) : -1;
    const bool pair = low >= 0xdc00 && low < 0xe000;
    if (pair) code = 0x10000 + (code - 0xd800) * 0x400 + (low - 0xdc00);
    character.clear();
    append_utf8(character, code == 0 || (code >= 0xd800 && code < 0xe000) ? U'\ufffd' : static_cast<char32_t>(code));
    return pair ? 2 * escape_size : escape_size;
}

std::string without_escapes(std::string_view text) {
    std::string plain, character;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = cell_escape(text, at, character);
        if (size == 0) plain += text[at++];
        else plain += character;
        at += size;
    }
    return plain;
}

std::string with_escapes(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string written;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        const bool control = c < 0x20 && c != '\t' && c != '\n';
        if (control || escape_at(text, at) >= 0) written += std::string("_x00") + digits[c >> 4] + digits[c & 15] + "_";
        else if (c == '&') written += "&amp;";
        else if (c == '<') written += "&lt;";
        else if (c == '>') written += "&gt;";
        else written += text[at];
    }
    return written;
}

}  // namespace review
