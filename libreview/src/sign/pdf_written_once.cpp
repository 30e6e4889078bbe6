#include "sign/pdf_written_once.hpp"

#include <algorithm>
#include <array>

#include <review/bytes.hpp>

#include "base/messages/sign.hpp"
#include "base/utf8_scan.hpp"
#include "sign/pdf_value.hpp"

namespace review {
namespace {

// Longer tokens than any of these are cut off by some readers.
constexpr std::size_t longest_name = 127, longest_number = 15;

constexpr std::string_view escaped = "()\\\n\r\t\b\f", escapes = "()\\nrtbf";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F'); }

constexpr auto regular_bytes = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = '!'; c < '~'; ++c) table[c] = std::string_view("()<>[]{}/%#").find(static_cast<char>(c)) == std::string_view::npos;
    return table;
}();
bool is_regular(char c) { return regular_bytes[static_cast<unsigned char>(c)]; }

// "/A#20B": an escape only for what needs one.
bool is_name(std::string_view text) {
    if (text.empty() || text.size() > longest_name) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_regular(text[i])) continue;
        if (text[i] != '#' || i + 2 >= text.size() || !is_upper_hex(text[i + 1]) || !is_upper_hex(text[i + 2])) return false;
        const auto value = [&](std::size_t at) { return is_digit(text[at]) ? text[at] - '0' : text[at] - 'A' + 10; };
        const int byte = value(i + 1) * 16 + value(i + 2);
        if (byte == 0 || is_regular(static_cast<char>(byte))) return false;
        i += 2;
    }
    return true;
}

// Fifteen digits are what a double holds for certain: read and written again, they are the same digits.
bool is_number(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == text.npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || whole.size() + fraction.size() > longest_number) return false;
    if (!std::all_of(whole.begin(), whole.end(), is_digit) || !std::all_of(fraction.begin(), fraction.end(), is_digit)) return false;
    if (whole.size() > 1 && whole.front() == '0') return false;
    if (point == text.npos) return !negative || whole != "0";
    return !fraction.empty() && fraction.back() != '0';
}

bool is_literal(std::string_view text) {
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && escapes.find(text[i + 1]) != escapes.npos) ++i;
        else if (escaped.find(text[i]) != escaped.npos) return false;
    }
    return true;
}

bool is_hex(std::string_view text) {
    text = text.substr(1, text.size() - 2);
    return text.size() % 2 == 0 && std::all_of(text.begin(), text.end(), is_upper_hex);
}

void append_unit(std::string& to, char32_t unit) {
    for (const int shift : {8, 0}) to += static_cast<char>(unit >> shift & 0xff);
}

std::string utf16be_of(std::string_view utf8) {
    std::string units = "\xFE\xFF";
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = [&] { return static_cast<unsigned char>(utf8[i++]); };
        const unsigned first = byte();
        const int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        char32_t point = more == 0 ? first : first & (0x3fU >> more);
        for (int k = 0; k < more; ++k) point = point << 6 | (byte() & 0x3fU);
        if (point >= 0x10000) append_unit(units, 0xd800 + ((point - 0x10000) >> 10));
        append_unit(units, point >= 0x10000 ? 0xdc00 + (point & 0x3ff) : point);
    }
    return units;
}

}  // namespace

bool plain_name(std::string_view name) { return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), is_regular); }

bool written_once(std::string_view text) {
    switch (text.empty() ? '\0' : text.front()) {
        case '/': return is_name(text.substr(1));
        case '(': return is_literal(text);
        case '<': return is_hex(text);
        case 't':
        case 'f':
        case 'n': return true;
        default: return is_number(text);
    }
}

std::string pdf_text_string(std::string_view utf8) {
    if (utf8.find('\0') != utf8.npos || first_not_utf8(as_bytes(utf8))) throw PdfFault{say(Msg::sign_pdf_syntax, {"0"})};
    const bool ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    std::string string = "(";
    for (const char c : ascii ? std::string(utf8) : utf16be_of(utf8)) {
        const auto at = escaped.find(c);
        if (at != escaped.npos) string += '\\';
        string += at != escaped.npos ? escapes[at] : c;
    }
    return string + ')';
}

}  // namespace review
