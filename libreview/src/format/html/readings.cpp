#include "format/html/readings.hpp"

#include <algorithm>
#include <array>

#include "base/base64.hpp"
#include "base/utf8_scan.hpp"
#include "format/html/splitter.hpp"
#include "format/text/detect.hpp"

namespace review {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Bytes that a text spells, each with its place.
struct Spelt {
    Bytes bytes;
    std::vector<ByteRange> places;
    void add(unsigned char byte, ByteRange place) { bytes.push_back(byte), places.push_back(place); }

    MappedText read_as(const Charset& charset) const {
        MappedText text;
        const auto decoded = decode(charset, bytes, 0, bytes.size());
        for (auto cursor = decoded.at(0); !cursor.at_end(); cursor.step()) {
            const auto one = cursor.character();
            ByteRange hull = places[one.source.begin];
            for (auto i = one.source.begin; i < one.source.end; ++i) {
                hull = {std::min(hull.begin, places[i].begin), std::max(hull.end, places[i].end)};
            }
            text.glyphs(std::string_view(decoded.utf8).substr(one.text_begin, one.text_end - one.text_begin), hull);
        }
        return text;
    }
};

// %u738b: what escape() of scripts writes (ECMA-262, annex B.2.1). Its size; 0: there is none.
std::size_t script_percent_at(std::string_view text, char32_t& unit) {
    constexpr std::size_t digits = 4;
    if (text.size() < 2 + digits || (text[1] != 'u' && text[1] != 'U')) return 0;
    unit = 0;
    for (std::size_t i = 2; i < 2 + digits; ++i) {
        if (hex_value(text[i]) < 0) return 0;
        unit = unit * 16 + static_cast<char32_t>(hex_value(text[i]));
    }
    return unit >= 0xd800 && unit < 0xe000 ? 0 : 2 + digits;
}

// False: there was no %xx in it.
bool undo_percents(const MappedText& text, std::size_t begin, std::size_t end, Spelt& spelt) {
    const auto utf8 = text.utf8();
    bool any = false;
    for (auto at = begin; at < end;) {
        if (utf8[at] == '%' && at + 2 < end && hex_value(utf8[at + 1]) >= 0 && hex_value(utf8[at + 2]) >= 0) {
            spelt.add(static_cast<unsigned char>(hex_value(utf8[at + 1]) * 16 + hex_value(utf8[at + 2])), text.source(at, at + 3));
            any = true;
            at += 3;
            continue;
        }
        char32_t unit = 0;
        if (const auto escape = utf8[at] == '%' ? script_percent_at(utf8.substr(at, end - at), unit) : 0; escape > 0) {
            std::string character;
            append_utf8(character, unit);
            for (const char byte : character) spelt.add(static_cast<unsigned char>(byte), text.source(at, at + escape));
            any = true;
            at += escape;
            continue;
        }
        const auto size = std::min(utf8_size(utf8[at]), end - at);
        const auto place = text.source(at, at + size);
        for (std::size_t i = 0; i < size; ++i) spelt.add(static_cast<unsigned char>(utf8[at + i]), place);
        at += size;
    }
    return any;
}

Charset charset_of_bytes(const Bytes& bytes, const Charset& otherwise) {
    return first_not_utf8(bytes) && !otherwise.is_utf16() ? otherwise : Charset::utf8();
}

// One escape at text[at], which is a backslash: what it stands for, and its size; 0: none.
std::size_t escape_at(std::string_view text, std::size_t at, bool style_sheet, std::string& character) {
    const auto digits = [&](std::size_t from, std::size_t most) {
        std::size_t count = 0;
        while (count < most && from + count < text.size() && hex_value(text[from + count]) >= 0) ++count;
        return count;
    };
    const auto number = [&](std::size_t from, std::size_t count) {
        char32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 16 + static_cast<char32_t>(hex_value(text[from + i]));
        return value;
    };
    const auto put = [&](char32_t value) {
        character.clear();
        append_utf8(character, value == 0 || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0xfffd : value);
    };
    if (at + 1 >= text.size()) return 0;
    const char next = text[at + 1];
    if (style_sheet) {
        const auto count = digits(at + 1, 6);
        if (count == 0) return character = next == '\n' ? "" : std::string(text.substr(at + 1, utf8_size(next))), 1 + utf8_size(next);
        put(number(at + 1, count));
        const bool blank = at + 1 + count < text.size() && is_html_blank(text[at + 1 + count]);
        return 1 + count + blank;
    }
    if (next == 'x' && digits(at + 2, 2) == 2) return put(number(at + 2, 2)), 4;
    if (next == 'u' && at + 2 < text.size() && text[at + 2] == '{') {
        const auto count = digits(at + 3, 8);
        if (count == 0 || at + 3 + count >= text.size() || text[at + 3 + count] != '}') return 0;
        return put(number(at + 3, count)), count + 4;
    }
    if (next == 'u' && digits(at + 2, 4) == 4) {
        const auto high = number(at + 2, 4);
        const bool pair = high >= 0xd800 && high < 0xdc00 && text.substr(at + 6, 2) == "\\u" && digits(at + 8, 4) == 4;
        const auto low = pair ? number(at + 8, 4) : 0;
        if (pair && low >= 0xdc00 && low < 0xe000) return put(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12;
        return put(high), 6;
    }
    if (next >= '0' && next <= '7') {  // annex B.1.2
        std::size_t count = 1;
        while (count < 3 && at + 1 + count < text.size() && text[at + 1 + count] >= '0' && text[at + 1 + count] <= '7') ++count;
        char32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 8 + static_cast<char32_t>(text[at + 1 + i] - '0');
        return put(value), 1 + count;
    }
    constexpr std::string_view letters = "nrtvfb", stand_for = "\n\r\t\v\f\b";
    if (const auto which = letters.find(next); which != letters.npos) return character = stand_for[which], 2;
    if (next == '\n') return character.clear(), 2;
    return character = std::string(text.substr(at + 1, utf8_size(next))), 1 + utf8_size(next);
}

// '" + "' between two strings: its size; 0: it is something else.
std::size_t joint_at(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (quote != '"' && quote != '\'' && quote != '`') return 0;
    auto place = at + 1;
    const auto skip = [&] {
        while (place < text.size() && is_html_blank(text[place])) ++place;
    };
    skip();
    if (place >= text.size() || text[place] != '+') return 0;
    ++place;
    skip();
    const bool opens = place < text.size() && (text[place] == '"' || text[place] == '\'' || text[place] == '`');
    return opens ? place + 1 - at : 0;
}

// What a cut left of a file: there is nothing to read any more.
bool is_cut(std::string_view payload) {
    constexpr std::string_view block = "\u2588";
    while (payload.starts_with(block)) payload.remove_prefix(block.size());
    return payload.find_first_not_of('*') == payload.npos;
}

bool is_text_type(std::string_view type) {
    constexpr std::array<std::string_view, 6> words{"text/", "json", "xml", "javascript", "ecmascript", "x-www-form-urlencoded"};
    return type.empty() || std::any_of(words.begin(), words.end(), [&](auto word) { return type.find(word) != type.npos; });
}

DataUrl data_url(const MappedText& text, std::string head, std::size_t begin, std::size_t end) {
    DataUrl url;
    const auto type = head.substr(0, head.find(';'));
    url.picture = type.starts_with("image/") && type.find("svg") == type.npos;
    Spelt spelt;
    undo_percents(text, begin, end, spelt);
    if (head.ends_with(";base64")) {
        const auto bytes = bytes_of_base64(as_text(spelt.bytes));
        if (!bytes) return url;
        const auto whole = text.source(begin, end);
        spelt = {*bytes, std::vector<ByteRange>(bytes->size(), whole)};
    }
    if (url.picture || !is_text_type(type)) return url;
    auto charset = std::optional<Charset>(Charset::utf8());
    if (const auto at = head.find("charset="); at != head.npos) charset = Charset::named(head.substr(at + 8, head.find(';', at) - at - 8));
    const auto form = detect_text(spelt.bytes, false);
    if (charset && charset->is_utf8() && form) charset = form->charset;
    if (!charset || (!spelt.bytes.empty() && !form)) return url;
    url.text = spelt.read_as(*charset);
    const auto first = url.text->utf8().find_first_not_of(" \t\r\n");
    url.markup = first != std::string_view::npos && url.text->utf8()[first] == '<';
    return url;
}

}  // namespace

std::optional<MappedText> without_percents(const MappedText& text, const Charset& charset) {
    if (text.utf8().find('%') == std::string_view::npos) return std::nullopt;
    Spelt spelt;
    if (!undo_percents(text, 0, text.utf8().size(), spelt)) return std::nullopt;
    return spelt.read_as(charset_of_bytes(spelt.bytes, charset));
}

std::optional<MappedText> without_escapes(const MappedText& text, bool style_sheet) {
    const auto utf8 = text.utf8();
    if (utf8.find_first_of("\\+") == utf8.npos) return std::nullopt;
    MappedText read;
    bool any = false;
    std::string character;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto mark = std::min(utf8.find_first_of("\\\"'`", at), utf8.size());
        read.append(text, at, mark);
        if (mark == utf8.size()) break;
        const auto escape = utf8[mark] == '\\' ? escape_at(utf8, mark, style_sheet, character) : 0;
        const auto joint = escape == 0 && !style_sheet ? joint_at(utf8, mark) : 0;
        if (escape > 0) read.glyphs(character, text.source(mark, mark + escape));
        else if (joint == 0) read.append(text, mark, mark + 1);
        any = any || escape + joint > 0;
        at = mark + std::max<std::size_t>(1, escape + joint);
    }
    if (!any) return std::nullopt;
    return read;
}

std::optional<MappedText> hidden_address(std::string_view attribute, const MappedText& value) {
    constexpr std::string_view link = "/email-protection#";
    const auto utf8 = value.utf8();
    const auto mark = utf8.find(link);
    if (attribute != "data-cfemail" && mark == utf8.npos) return std::nullopt;
    const auto begin = mark == utf8.npos ? 0 : mark + link.size();
    auto end = begin;
    while (end + 1 < utf8.size() && hex_value(utf8[end]) >= 0 && hex_value(utf8[end + 1]) >= 0) end += 2;
    const auto byte_at = [&](std::size_t at) { return hex_value(utf8[at]) * 16 + hex_value(utf8[at + 1]); };
    std::string address;
    for (auto at = begin + 2; at < end; at += 2) address += static_cast<char>(byte_at(at) ^ byte_at(begin));
    if (address.find('@') == address.npos || first_not_utf8(as_bytes(address))) return std::nullopt;
    MappedText text;
    text.glyphs(address, value.source(begin, end));  // its first byte is in every other
    return text;
}

std::vector<DataUrl> data_urls(const MappedText& text) {
    std::vector<DataUrl> urls;
    const auto utf8 = text.utf8();
    const auto lower = ascii_lower(utf8);
    for (auto at = lower.find("data:"); at != lower.npos; at = lower.find("data:", at + 5)) {
        constexpr std::size_t longest_head = 256;
        const auto comma = at + std::string_view(lower).substr(at, longest_head + 6).find(',');
        if (comma < at) continue;
        const auto head = lower.substr(at + 5, comma - at - 5);
        if (head.size() > longest_head || head.find_first_of(" \t\r\n\"'<>(){}") != head.npos) continue;
        if (!head.empty() && head[0] != ';' && head.find('/') == head.npos) continue;
        const bool whole = lower.find_first_not_of(" \t\r\n") == at;  // the whole value is one URL
        const auto end = whole ? lower.size() : std::min(lower.find_first_of(" \t\r\n\"')<>", comma + 1), lower.size());
        if (!is_cut(utf8.substr(comma + 1, end - comma - 1))) urls.push_back(data_url(text, head, comma + 1, end));
        at = std::max(at, end - 5);
    }
    return urls;
}

}  // namespace review
