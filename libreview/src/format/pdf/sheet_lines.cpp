#include "format/pdf/sheet_lines.hpp"

#include "base/loose_text.hpp"

namespace review::pdf {

namespace {

constexpr std::u32string_view closing = U"，。、；：！？）》」』”’％,.;:!?)]}%";
constexpr std::u32string_view opening = U"（《「『“‘([{";

bool in(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

// Whether a line may end between two characters.
bool may_break(char32_t before, char32_t after) {
    if (in(closing, after) || in(opening, before)) return false;
    return before == U' ' || is_han(before) || is_han(after) || in(closing, before) || in(opening, after);
}

std::u32string without_blanks_at_end(std::u32string text) {
    while (!text.empty() && text.back() == U' ') text.pop_back();
    return text;
}

// Lines of one paragraph.
void break_paragraph(const TextFont& font, const std::u32string& text, double width, double size, std::vector<std::u32string>& lines) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        double used = 0;
        std::size_t end = begin, good = begin;
        while (end < text.size()) {
            used += font.advance(text[end]) * size;
            if (used > width && end > begin && text[end] != U' ') break;
            ++end;
            if (end == text.size() || may_break(text[end - 1], text[end])) good = end;
        }
        if (good == begin) good = end;  // one word wider than the line
        lines.push_back(without_blanks_at_end(text.substr(begin, good - begin)));
        begin = good;
        while (begin < text.size() && text[begin] == U' ') ++begin;
    }
}

}  // namespace

std::u32string shown_characters(const std::string& utf8) {
    std::u32string shown;
    for (const char32_t c : code_points(utf8)) {
        const bool mark = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
        if (c == U'\n') shown += c;
        else if (c == U'\t' || c == 0xA0 || c == 0x3000) shown += U' ';
        else if (c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !mark) shown += c;
    }
    return shown;
}

double width_of(const TextFont& font, const std::u32string& text, double size) {
    double em = 0;
    for (const char32_t c : text) em += font.advance(c);
    return em * size;
}

std::vector<std::u32string> broken(const TextFont& font, const std::u32string& text, double width, double size) {
    std::vector<std::u32string> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(U'\n', begin), text.size());
        const auto before = lines.size();
        break_paragraph(font, text.substr(begin, end - begin), width, size, lines);
        if (lines.size() == before) lines.emplace_back();
        begin = end + 1;
    }
    return lines;
}

}  // namespace review::pdf
