#include "proof/font_grammar.hpp"

#include <algorithm>

#include "format/pdf/fonts/encodings.hpp"

namespace review {
namespace {

constexpr std::string_view font_breaks(" \t\r\n\f\0()<>[]{}/%", 16);
constexpr std::string_view neutral_line = "%!PS-AdobeFont-1.0: Font\n";  // as a redaction writes it

constexpr std::string_view font_operators =
    " dict begin end def dup array index exch put for readonly noaccess executeonly currentdict currentfile eexec StandardEncoding true false ";
constexpr std::string_view font_keys = " FontInfo FontName Font Encoding PaintType FontType FontMatrix FontBBox UniqueID XUID StrokeWidth Metrics WMode ";

bool is_one_of(std::string_view words, std::string_view word) { return words.find(' ' + std::string(word) + ' ') != words.npos; }

// Names of the Adobe Glyph List. Not uni5F20: its digits are the character.
bool is_glyph_in_letters(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return std::all_of(name.begin(), name.end(), letter) && pdf::unicode_of_glyph_name(name) != 0;
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
    int open = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '\\') ++at;
        else if (text[at] == '(') ++open;
        else if (text[at] == ')' && --open == 0) return at + 1;
    }
    return text.size();
}

}  // namespace

FontGrammar::FontGrammar(std::string_view program) {
    if (!program.starts_with("%!PS-AdobeFont-") && !program.starts_with("%!FontType1-")) return;
    const auto locked = program.find("eexec");
    if (locked == program.npos) return;
    const auto clear = program.substr(0, locked + 5);
    words_.resize(clear.size());
    std::uint32_t number = 0;
    const auto mark = [&](std::size_t begin, std::size_t end) {
        std::fill(words_.begin() + static_cast<std::ptrdiff_t>(begin), words_.begin() + static_cast<std::ptrdiff_t>(end), ++number);
    };
    std::size_t at = 0;
    if (clear.starts_with(neutral_line)) mark(2, at = neutral_line.size() - 1);
    while (at < clear.size()) {
        if (clear[at] == '(') {
            at = end_of_string(clear, at);
        } else if (clear[at] == '%') {
            at = std::min(clear.find_first_of("\r\n", at), clear.size());
        } else if (clear[at] != '/' && font_breaks.find(clear[at]) != font_breaks.npos) {
            ++at;
        } else {
            const bool name = clear[at] == '/';
            const auto begin = at + (name ? 1 : 0);
            at = std::min(clear.find_first_of(font_breaks, begin), clear.size());
            const auto word = clear.substr(begin, at - begin);
            if (name ? is_one_of(font_keys, word) || is_glyph_in_letters(word) : is_one_of(font_operators, word)) mark(begin, at);
        }
    }
}

FontGrammar FontGrammar::without_blanks_of(std::string_view program) const {
    FontGrammar squeezed;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (std::string_view(" \t\n\r\f").find(program[i]) == std::string_view::npos) squeezed.words_.push_back(words_[i]);
    }
    return squeezed;
}

std::string FontGrammar::blanked(std::string program) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (words_[i] != 0) program[i] = ' ';
    }
    return program;
}

}  // namespace review
