#include "base/loose_text.hpp"

#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/charset.hpp"
#include "base/decorations.hpp"

namespace review {
namespace {

// Soft hyphen and all format characters (zero-width, bidi marks) vanish like spaces do.
bool vanishes(char32_t point) {
    if (point == 0x2800 || point == 0x3164) return true;  // blank braille, Hangul filler: look like spaces
    const auto c = static_cast<UChar32>(point);
    return u_isUWhiteSpace(c) || u_iscntrl(c) || u_charType(c) == U_FORMAT_CHAR;
}

bool is_dash(char32_t point) {
    return u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_DASH);
}

bool is_digit(char32_t point) { return (point >= '0' && point <= '9') || point == 'x'; }

// NFKC of one code point. Composition across code points does not matter for search: both sides
// go through the same door.
std::u32string fold(char32_t point) {
    if (point < 0x80) return {point >= 'A' && point <= 'Z' ? point + 32 : point};
    if (point >= 0x4e00 && point <= 0x9fff) return {point};
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
    icu::UnicodeString result;
    if (U_FAILURE(status) || !nfkc->getDecomposition(static_cast<UChar32>(point), result)) return {point};
    std::u32string points;
    for (int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1)) {
        points.push_back(static_cast<char32_t>(result.char32At(i)));
    }
    return points;
}

// Whether `point`, which ends at `end` behind `last`, is a hyphen between a letter and the end of its line.
bool parts_word(std::string_view utf8, char32_t last, char32_t point, std::size_t end) {
    if (!is_dash(point) || !u_isalpha(static_cast<UChar32>(last))) return false;
    const auto next = utf8.find_first_not_of(" \t", end);
    return next != utf8.npos && utf8[next] == '\n';
}

// What the forms of East Asian text that are no ideographs fold to, one character each: its punctuation and its full-width forms.
// 0: whoever wants to know looks closer.
class WideForms {
public:
    char32_t operator[](char32_t point) const {
        if (point >= 0x3000 && point < 0x3040) return folded_[point - 0x3000];
        return point >= 0xff00 && point < 0xfff0 ? folded_[64 + (point - 0xff00)] : 0;
    }
    static const WideForms& table() {
        static const WideForms forms;
        return forms;
    }

private:
    WideForms() {
        for (std::size_t i = 0; i < folded_.size(); ++i) {
            const auto points = fold(static_cast<char32_t>(i < 64 ? 0x3000 + i : 0xff00 + (i - 64)));
            if (points.size() == 1 && !vanishes(points[0]) && !is_dash(points[0])) folded_[i] = points[0];
        }
    }
    std::array<char32_t, 64 + 240> folded_{};
};

// ASCII by what it becomes; 0: it vanishes or is a dash.
constexpr auto ascii_forms = [] {
    std::array<char, 128> table{};
    for (char c = 0x21; c < 0x7f; ++c) table[static_cast<std::size_t>(c)] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    table['-'] = 0;
    return table;
}();

bool is_ideograph_of_three(std::string_view utf8, std::size_t at) {
    if (at + 3 > utf8.size()) return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[at + i]); };
    return byte(0) >= 0xe4 && byte(0) <= 0xe9 && (byte(0) > 0xe4 || byte(1) >= 0xb8) && (byte(1) & 0xc0) == 0x80 && (byte(2) & 0xc0) == 0x80;
}

// The text alone.
struct LooseBytes {
    std::string& text;
    void put(std::string_view utf8, std::uint32_t) { text += utf8; }
    void put(char32_t point, std::uint32_t, std::uint32_t) { append_utf8(text, point); }
};

// The text, and where it comes from.
struct PlacedBytes {
    LooseText& to;
    // Characters of three bytes each.
    void put(std::string_view utf8, std::uint32_t begin) {
        to.text += utf8;
        for (std::uint32_t i = 0; i < utf8.size(); ++i) {
            to.begins.push_back(begin + i / 3 * 3);
            to.ends.push_back(begin + i / 3 * 3 + 3);
        }
    }
    void put(char32_t point, std::uint32_t begin, std::uint32_t end) {
        append_utf8(to.text, point);
        to.begins.resize(to.text.size(), begin);
        to.ends.resize(to.text.size(), end);
    }
};

template <typename Out>
class Loosener {
public:
    Loosener(std::string_view utf8, LineHyphens hyphens, Out out) : utf8_(utf8), hyphens_(hyphens), out_(out) {}

    void run() {
        const auto size = static_cast<int32_t>(utf8_.size());
        for (int32_t i = 0; i < size;) {
            const auto begin = static_cast<std::uint32_t>(i);
            if (const auto passed = ideographs(begin); passed > begin) {
                i = static_cast<int32_t>(passed);
                continue;
            }
            const auto byte = static_cast<unsigned char>(utf8_[begin]);
            if (byte < 0x80 && ascii_forms[byte] != 0) {
                plain(static_cast<char32_t>(ascii_forms[byte]), begin, begin + 1);
                ++i;
                continue;
            }
            UChar32 point = 0;
            U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8_.data()), i, size, point);
            const auto end = static_cast<std::uint32_t>(i);
            if (const auto form = wide_[static_cast<char32_t>(point)]) plain(form, begin, end);
            else any(static_cast<char32_t>(point), begin, end);
        }
        tell_dashes();
    }

private:
    // Most of a Chinese text. Returns where they end.
    std::uint32_t ideographs(std::uint32_t begin) {
        std::size_t end = begin;
        while (is_ideograph_of_three(utf8_, end)) end += 3;
        if (end == begin) return begin;
        tell_dashes();
        out_.put(utf8_.substr(begin, end - begin), begin);
        last_ = 0x4e00;  // a letter, and no digit
        return static_cast<std::uint32_t>(end);
    }

    void any(char32_t point, std::uint32_t begin, std::uint32_t end) {
        for (const char32_t folded : fold(point)) {
            if (vanishes(folded) || is_decoration(folded)) continue;
            if (is_combining(folded) && ((last_ >= '0' && last_ <= '9') || is_han(last_))) continue;
            if (hyphens_ == LineHyphens::joined && parts_word(utf8_, last_, folded, end)) continue;
            if (is_dash(folded) && is_digit(last_)) dashes_.emplace_back(begin, end);
            else plain(folded, begin, end);
        }
    }

    void plain(char32_t folded, std::uint32_t begin, std::uint32_t end) {
        if (!is_digit(folded)) tell_dashes();
        dashes_.clear();
        out_.put(folded, begin, end);
        last_ = folded;
    }

    void tell_dashes() {
        for (const auto& [from, to] : dashes_) out_.put(U'-', from, to);
        dashes_.clear();
    }

    std::string_view utf8_;
    LineHyphens hyphens_;
    Out out_;
    const WideForms& wide_ = WideForms::table();
    char32_t last_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> dashes_;  // wait to see what follows
};

}  // namespace

std::u32string code_points(std::string_view utf8) {
    std::u32string points;
    const auto size = static_cast<int32_t>(utf8.size());
    for (int32_t i = 0; i < size;) {
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), i, size, point);
        points.push_back(static_cast<char32_t>(point));
    }
    return points;
}

bool is_han(char32_t point) {
    return u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_UNIFIED_IDEOGRAPH);
}

bool is_letter_or_digit(char32_t point) { return u_isalnum(static_cast<UChar32>(point)); }

std::string from_left_to_right(std::string_view utf8) {
    auto points = code_points(utf8);
    const auto leftward = [](char32_t point) {
        const auto direction = u_charDirection(static_cast<UChar32>(point));
        return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    };
    if (std::none_of(points.begin(), points.end(), leftward)) return {};
    std::reverse(points.begin(), points.end());
    const auto number = [](char32_t point) { return u_isdigit(static_cast<UChar32>(point)) || (point < 0x80 && u_isalpha(static_cast<UChar32>(point))); };
    for (auto at = points.begin(); at != points.end();) {
        const auto begin = std::find_if(at, points.end(), number);
        at = std::find_if_not(begin, points.end(), number);
        std::reverse(begin, at);
    }
    std::string turned;
    for (const auto point : points) append_utf8(turned, point);
    return turned;
}

LooseText loosen(std::string_view utf8, LineHyphens hyphens) {
    LooseText result;
    result.text.reserve(utf8.size());
    Loosener(utf8, hyphens, PlacedBytes{result}).run();
    return result;
}

bool has_line_hyphen(std::string_view utf8) {
    const auto size = static_cast<int32_t>(utf8.size());
    for (auto line = utf8.find('\n'); line != utf8.npos; line = utf8.find('\n', line + 1)) {
        auto i = static_cast<int32_t>(utf8.find_last_not_of(" \t", line == 0 ? 0 : line - 1));
        if (i < 0) continue;
        U8_SET_CP_START(reinterpret_cast<const std::uint8_t*>(utf8.data()), 0, i);
        auto before = i;
        UChar32 dash = 0, letter = 0;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), i, size, dash);
        if (before == 0) continue;
        U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(utf8.data()), 0, before, letter);
        if (parts_word(utf8, static_cast<char32_t>(letter), static_cast<char32_t>(dash), static_cast<std::size_t>(i))) return true;
    }
    return false;
}

std::string loose(std::string_view utf8, LineHyphens hyphens) {
    std::string text;
    text.reserve(utf8.size());
    Loosener(utf8, hyphens, LooseBytes{text}).run();
    return text;
}

std::string encoded_as(std::string_view utf8, const char* charset) {
    const auto known = Charset::named(charset);
    const auto bytes = known ? encode(*known, utf8) : std::nullopt;
    return bytes ? std::string(as_text(*bytes)) : std::string();
}

}  // namespace review
