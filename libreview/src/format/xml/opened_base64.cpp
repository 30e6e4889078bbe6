#include "format/xml/opened_base64.hpp"

#include <algorithm>
#include <array>

#include <review/bytes.hpp>

#include "base/charset.hpp"
#include "base/utf8_scan.hpp"
#include "format/text/detect.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

constexpr std::size_t fewest_letters = 24;
constexpr std::size_t nobodys_file = 1024;  // a signature of RSA-8192

constexpr auto values = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i) table[static_cast<unsigned char>(letters[i])] = static_cast<signed char>(i);
    table[static_cast<unsigned char>('-')] = 62;  // RFC 4648, 5
    table[static_cast<unsigned char>('_')] = 63;
    return table;
}();

Bytes decoded(std::string_view text) {
    Bytes bytes;
    unsigned bits = 0, held = 0;
    for (const char c : text) {
        const int value = values[static_cast<unsigned char>(c)];
        if (value < 0) continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes.push_back(static_cast<unsigned char>(bits >> held & 0xff));
    }
    return bytes;
}

// A digest or an id: its letters are those of hexadecimal numbers.
bool is_hexadecimal(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-' || is_xml_blank(c);
    });
}

// A SEQUENCE with the length of the whole (X.690, 8.1 and 8.9).
bool is_der(ByteView bytes) {
    if (bytes.size() < 4 || bytes[0] != 0x30) return false;
    if (bytes[1] < 0x80) return bytes.size() == 2u + bytes[1];
    const std::size_t count = bytes[1] & 0x7f;
    if (count == 0 || count > 4 || bytes.size() < 2 + count) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < count; ++i) size = size << 8 | bytes[2 + i];
    return bytes.size() == 2 + count + size;
}

bool begins_like_a_file(std::string_view bytes) {
    constexpr std::array<std::string_view, 12> marks{"%PDF", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "II*", "MM", "\x1f\x8b", "\xd0\xcf\x11\xe0",
                                                     "{\\rtf", "BM", "RIFF"};
    return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return bytes.starts_with(mark); });
}

}  // namespace

bool is_base64(std::string_view text) {
    std::size_t letters = 0;
    for (const char c : text) {
        if (values[static_cast<unsigned char>(c)] >= 0) ++letters;
        else if (c != '=' && !is_xml_blank(c)) return false;
    }
    return letters >= fewest_letters;
}

std::optional<OpenedBase64> opened_base64(std::string_view text) {
    if (!is_base64(text) || is_hexadecimal(text)) return std::nullopt;
    const auto bytes = decoded(text);
    if (const auto form = detect_text(bytes, false)) {
        const auto content = ByteView(bytes).subspan(form->mark_bytes);
        return OpenedBase64{form->charset.is_utf8() && !first_not_utf8(content) ? std::string(as_text(content))
                                                                               : decode(form->charset, bytes, form->mark_bytes, bytes.size()).utf8,
                            false};
    }
    if (is_der(bytes) || (bytes.size() <= nobodys_file && !begins_like_a_file(as_text(bytes)))) return std::nullopt;
    return OpenedBase64{{}, true};
}

}  // namespace review
