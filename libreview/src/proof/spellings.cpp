#include "proof/spellings.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/charset.hpp"
#include "base/eight_bytes.hpp"
#include "base/loose_text.hpp"

namespace review {
namespace {

std::string utf16(std::u32string_view points, bool big) {
    std::string bytes;
    const auto unit = [&](std::uint32_t value) {
        const char high = static_cast<char>(value >> 8), low = static_cast<char>(value & 0xff);
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    for (const char32_t point : points) {
        if (point < 0x10000) {
            unit(point);
        } else {
            unit(0xd800 + ((point - 0x10000) >> 10));
            unit(0xdc00 + ((point - 0x10000) & 0x3ff));
        }
    }
    return bytes;
}

std::string utf8(std::u32string_view points) {
    std::string bytes;
    for (const char32_t point : points) append_utf8(bytes, point);
    return bytes;
}

// The sextets that depend on the value alone when it stands at `phase` of three bytes (RFC 4648, 4).
std::string base64_core(std::string_view bytes, unsigned phase) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t first = (phase * 8 + 5) / 6;
    const std::size_t last = (phase * 8 + bytes.size() * 8) / 6;
    const auto bit = [&](std::size_t index) {
        const auto at = index - phase * 8;
        return (static_cast<unsigned char>(bytes[at / 8]) >> (7 - at % 8)) & 1;
    };
    std::string text;
    for (std::size_t sextet = first; sextet < last; ++sextet) {
        unsigned value = 0;
        for (std::size_t i = 0; i < 6; ++i) value = value * 2 + static_cast<unsigned>(bit(sextet * 6 + i));
        text += letters[value];
    }
    return text;
}

void add(std::vector<Spelling>& all, std::string bytes, const char* name, const char* hex_name) {
    if (bytes.empty()) return;
    all.push_back({hex_digits(bytes), hex_name});
    all.push_back({std::move(bytes), name});
}

// Shorter ones stand in any file's Base64 by chance.
void add_base64(std::vector<Spelling>& all, std::string_view bytes, const char* name) {
    constexpr std::size_t fewest = 6;  // bytes: seven letters in each phase
    for (unsigned phase = 0; phase < 3 && bytes.size() >= fewest; ++phase) all.push_back({base64_core(bytes, phase), name, true});
}

constexpr auto digit_values = [] {
    std::array<unsigned char, 256> table{};
    table.fill(99);
    for (unsigned i = 0; i < 10; ++i) table['0' + i] = static_cast<unsigned char>(i);
    for (unsigned i = 0; i < 6; ++i) table['a' + i] = table['A' + i] = static_cast<unsigned char>(10 + i);
    return table;
}();

std::optional<unsigned> digit(char c, unsigned base) {
    const unsigned value = digit_values[static_cast<unsigned char>(c)];
    return value < base ? std::optional(value) : std::nullopt;
}

std::string without_hex_escapes(std::string_view bytes, char sign) {
    auto at = bytes.find(sign);
    if (at == bytes.npos) return {};
    std::string plain;
    plain.reserve(bytes.size());
    std::size_t copied = 0;
    for (; at != bytes.npos && at + 2 < bytes.size(); at = bytes.find(sign, at)) {
        const auto high = digit(bytes[at + 1], 16), low = digit(bytes[at + 2], 16);
        if (!high || !low) {
            ++at;
            continue;
        }
        plain += bytes.substr(copied, at - copied);
        plain += static_cast<char>(*high * 16 + *low);
        copied = at += 3;
    }
    if (copied == 0) return {};
    return plain += bytes.substr(copied);
}

// "uxxxx" or "xxx" at the beginning.
std::optional<char32_t> hex_unit(std::string_view text) {
    const std::size_t digits = text.starts_with('u') ? 4 : text.starts_with('x') ? 2 : 0;
    if (digits == 0 || text.size() <= digits) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = 1; i <= digits; ++i) {
        const auto one = digit(text[i], 16);
        if (!one) return std::nullopt;
        value = value * 16 + *one;
    }
    return value;
}

void add_all(std::vector<Spelling>& all, std::u32string_view points) {
    constexpr std::size_t least_in_base64 = 9;  // bytes of UTF-8
    const auto text = utf8(points);
    const auto add_ways = [&](const std::string& bytes, const char* name, const char* hex_name, const char* base64_name) {
        if (text.size() >= least_in_base64) add_base64(all, bytes, base64_name);
        add(all, bytes, name, hex_name);
    };
    add_ways(text, "utf-8", "hex utf-8", "base64");
    add_ways(utf16(points, true), "utf-16be", "hex utf-16be", "base64 utf-16be");
    add_ways(utf16(points, false), "utf-16le", "hex utf-16le", "base64 utf-16le");
    if (std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= 0x80; })) {
        add_ways(encoded_as(text, "gb18030"), "gbk", "hex gbk", "base64 gbk");
        add_ways(encoded_as(text, "Big5"), "big5", "hex big5", "base64 big5");
        add_ways(encoded_as(text, "windows-1252"), "windows-1252", "hex windows-1252", "base64 windows-1252");
    }
    std::u32string reversed(points.rbegin(), points.rend());
    // "00005" stands everywhere.
    const bool number = std::all_of(points.begin(), points.end(), [](char32_t point) { return point >= '0' && point <= '9'; });
    if (points.size() < (number ? 8u : 4u)) return;
    add(all, utf8(reversed), "reversed", "hex reversed");
    add(all, utf16(reversed, true), "reversed utf-16be", "hex reversed utf-16be");
}

}  // namespace

std::string hex_digits(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::vector<Spelling> spellings_of(std::string_view value) {
    std::vector<Spelling> all;
    const auto points = code_points(value);
    add_all(all, points);
    const auto bare = code_points(loose(value));
    if (bare != points) add_all(all, bare);
    return all;
}

std::string without_blanks(std::string_view bytes) {
    // Eight bytes at a time, where none of them is as low as a blank.
    std::string plain(bytes.size(), '\0');
    char* to = plain.data();
    for (std::size_t i = 0; i < bytes.size();) {
        if (i + eight_bytes <= bytes.size() && !any_of_eight_below(bytes.data() + i, ' ' + 1)) {
            std::memcpy(to, bytes.data() + i, eight_bytes);
            to += eight_bytes, i += eight_bytes;
            continue;
        }
        for (const auto end = std::min(i + eight_bytes, bytes.size()); i < end; ++i) {
            const char c = bytes[i];
            *to = c;
            to += c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' ? 1 : 0;
        }
    }
    if (to == plain.data() + plain.size()) return {};
    plain.resize(static_cast<std::size_t>(to - plain.data()));
    return plain;
}

std::string without_string_escapes(std::string_view bytes) {
    if (bytes.find('\\') == bytes.npos) return {};
    std::string plain;
    plain.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto run = bytes.substr(i, bytes.find('\\', i) - i);
        plain += run;
        i += run.size();
        if (i == bytes.size()) break;
        if (i + 1 == bytes.size()) {
            plain += bytes[i];
            continue;
        }
        ++i;
        unsigned code = 0;
        std::size_t digits = 0;
        while (digits < 3 && i + digits < bytes.size() && digit(bytes[i + digits], 8)) {
            code = code * 8 + *digit(bytes[i + digits++], 8);
        }
        if (digits > 0) {
            plain += static_cast<char>(code & 0xff);
            i += digits - 1;
        } else if (bytes[i] == '\r' || bytes[i] == '\n') {
            if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') ++i;
        } else {
            static constexpr std::string_view letters = "nrtbf", controls = "\n\r\t\b\f";
            const auto known = letters.find(bytes[i]);
            plain += known == letters.npos ? bytes[i] : controls[known];
        }
    }
    return plain;
}

std::string without_name_escapes(std::string_view bytes) { return without_hex_escapes(bytes, '#'); }

namespace {

// %u738b, what escape() of scripts writes (ECMA-262, annex B.2.1), as scripts write it otherwise: \u738b.
std::string as_script_escapes(std::string_view bytes) {
    if (bytes.find("%u") == bytes.npos) return {};
    std::string all(bytes);
    for (auto at = all.find("%u"); at != all.npos; at = all.find("%u", at + 2)) {
        if (hex_unit(std::string_view(all).substr(at + 1))) all[at] = '\\';
    }
    return without_script_escapes(all);
}

}  // namespace

std::string without_percent_escapes(std::string_view bytes) {
    const auto units = as_script_escapes(bytes);
    auto plain = without_hex_escapes(units.empty() ? bytes : std::string_view(units), '%');
    return plain.empty() && units != bytes ? units : plain;
}

std::string without_entities(std::string_view bytes) {
    if (bytes.find("&#") == bytes.npos) return {};
    std::string plain;
    for (std::size_t i = 0; i < bytes.size();) {
        const auto run = bytes.substr(i, bytes.find("&#", i) - i);
        plain += run;
        i += run.size();
        if (i == bytes.size()) break;
        auto at = i + 2;
        const bool is_hex = at < bytes.size() && (bytes[at] == 'x' || bytes[at] == 'X');
        if (is_hex) ++at;
        const auto first = at;
        char32_t point = 0;
        while (at < bytes.size() && at - first < 8 && digit(bytes[at], is_hex ? 16 : 10)) {
            point = point * (is_hex ? 16 : 10) + *digit(bytes[at++], is_hex ? 16 : 10);
        }
        if (at == first) {
            plain += bytes[i++];
            continue;
        }
        append_utf8(plain, point);
        i = at < bytes.size() && bytes[at] == ';' ? at + 1 : at;
    }
    return plain;
}

std::string without_script_escapes(std::string_view bytes) {
    if (bytes.find("\\u") == bytes.npos && bytes.find("\\x") == bytes.npos) return {};
    std::string plain;
    char32_t high = 0;
    for (std::size_t i = 0; i < bytes.size();) {
        // A string of the file doubles the sign, a script in a script once more.
        const auto letter = bytes[i] == '\\' ? bytes.find_first_not_of('\\', i) : bytes.npos;
        const auto unit = letter == bytes.npos ? std::nullopt : hex_unit(bytes.substr(letter));
        if (!unit) {
            plain += bytes[i++];
            high = 0;
            continue;
        }
        i = letter + (bytes[letter] == 'u' ? 5 : 3);
        if (*unit >= 0xd800 && *unit < 0xdc00) {
            high = *unit;
        } else if (*unit >= 0xdc00 && *unit < 0xe000) {
            if (high) append_utf8(plain, 0x10000 + ((high - 0xd800) << 10) + (*unit - 0xdc00));
            high = 0;
        } else {
            append_utf8(plain, *unit);
            high = 0;
        }
    }
    return plain;
}

std::string joined_strings(std::string_view content) {
    if (content.find("Tj") == content.npos && content.find("TJ") == content.npos) return {};
    std::string joined;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const auto begin = i + 1;
        if (content[i] == '(') {
            std::size_t open = 1;
            while (++i < content.size()) {
                if (content[i] == '\\') ++i;
                else if (content[i] == '(') ++open;
                else if (content[i] == ')' && --open == 0) break;
            }
            const auto literal = content.substr(std::min(begin, content.size()), i - begin);
            const auto plain = without_string_escapes(literal);
            joined += plain.empty() ? literal : std::string_view(plain);
        } else if (content[i] == '<' && begin < content.size() && content[begin] != '<') {
            std::optional<unsigned> high;
            while (++i < content.size() && content[i] != '>') {
                const auto half = digit(content[i], 16);
                if (!half) continue;
                if (high) joined += static_cast<char>(*high * 16 + *half);
                high = high ? std::nullopt : half;
            }
            if (high) joined += static_cast<char>(*high * 16);
        } else if (content[i] == '<') {
            ++i;
        }
    }
    return joined;
}

}  // namespace review
