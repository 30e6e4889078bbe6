#include "format/ooxml/sheet_text.hpp"

#include <algorithm>
#include <array>

#include "base/charset.hpp"
#include "format/ooxml/cell_text.hpp"

namespace review {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
constexpr bool is_header_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_colour_digit(char c) { return is_header_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// FF0000 or, of a theme, 01+000: its length; 0: there is none.
std::size_t colour_size(std::string_view text) {
    const auto hex = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_colour_digit) - text.begin());
    if (hex >= 6) return 6;
    if (hex != 2 || text.size() == 2 || (text[2] != '+' && text[2] != '-')) return 0;
    std::size_t size = 3;
    while (size < std::min<std::size_t>(text.size(), 6) && is_header_digit(text[size])) ++size;
    return size;
}

// How much of a text that begins with & is a code. Of a size no more than `size_digits`.
std::size_t code_size(std::string_view text, std::size_t size_digits) {
    if (text.size() < 2) return text.size();
    if (text[1] == '"') {
        const auto close = text.find('"', 2);
        return close == text.npos ? 1 : close + 1;
    }
    if (is_header_digit(text[1])) {
        const auto end = std::min(text.find_first_not_of("0123456789", 1), text.size());
        return 1 + std::min(end - 1, size_digits);
    }
    if (lower(text[1]) == 'k') return 2 + colour_size(text.substr(2));
    return lower(text[1]) >= 'a' && lower(text[1]) <= 'z' ? 2 : 1;
}

}  // namespace

MappedText xml_text(const SourceText& text, std::size_t begin, std::size_t end, XmlCharacters::Where where) {
    MappedText said;
    XmlCharacters characters(text.utf8(), begin, end, where);
    for (XmlRun run; characters.next(run);) {
        if (!run.verbatim) {
            said.glyphs(run.characters, text.source(run.begin, run.end));
            continue;
        }
        for (auto at = run.begin; at < run.end;) {
            const auto size = utf8_size(text.utf8()[at]);
            const auto one = text.utf8().substr(at, size);
            const auto source = text.source(at, at + size);
            if (text.charset().is_utf8()) said.verbatim(one, source.begin);
            else said.glyphs(one, source);
            at += size;
        }
    }
    return said;
}

MappedText without_cell_escapes(const MappedText& text) {
    MappedText plain;
    const auto utf8 = text.utf8();
    std::string character;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto mark = std::min(utf8.find('_', at), utf8.size());
        plain.append(text, at, mark);
        if (mark == utf8.size()) break;
        const auto size = cell_escape(utf8, mark, character);
        if (size > 0) plain.glyphs(character, text.source(mark, mark + size));
        else plain.append(text, mark, mark + 1);
        at = mark + std::max<std::size_t>(size, 1);
    }
    return plain;
}

bool is_header_or_footer(std::string_view element) {
    constexpr std::array<std::string_view, 6> names{"oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"};
    return std::find(names.begin(), names.end(), element) != names.end();
}

bool says_two_sizes(const MappedText& text) {
    const auto utf8 = text.utf8();
    for (auto mark = utf8.find('&'); mark < utf8.size(); mark = utf8.find('&', mark + 1)) {
        const auto digits = utf8.substr(mark + 1, longest_size);
        if (digits.size() == longest_size && std::all_of(digits.begin(), digits.end(), is_header_digit)) return true;
    }
    return false;
}

MappedText without_header_codes(const MappedText& text, std::size_t size_digits) {
    MappedText shown;
    const auto utf8 = text.utf8();
    char section = 'c';
    for (std::size_t at = 0; at < utf8.size();) {
        const auto mark = std::min(utf8.find('&', at), utf8.size());
        shown.append(text, at, mark);
        if (mark == utf8.size()) break;
        const auto code = utf8.substr(mark, code_size(utf8.substr(mark), size_digits));
        const char letter = code.size() == 2 ? lower(code[1]) : '\0';
        if ((letter == 'l' || letter == 'c' || letter == 'r') && letter != section) {
            section = letter;
            if (!shown.empty()) shown.layout("\n");
        }
        at = mark + code.size();
        if (utf8.substr(at).starts_with('&') && code.size() == 1) {  // && is the sign
            shown.glyphs("&", text.source(mark, mark + 2));
            ++at;
        }
    }
    return shown;
}

}  // namespace review
