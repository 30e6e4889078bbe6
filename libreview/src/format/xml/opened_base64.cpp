#include "format/xml/opened_base64.hpp"

#include <algorithm>
#include <array>

#include <review/bytes.hpp>

#include "base/base64.hpp"
#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/text/detect.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

constexpr std::size_t fewest_letters = 24;
constexpr std::size_t shortest_line = 12;    // words of a language are shorter
constexpr std::size_t nobodys_file = 1024;  // a signature of RSA-8192

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

// ContentInfo of CMS that carries content of its own: signed or enveloped data, but no time stamp (RFC 5652, 3; RFC 3161, 2.4.2).
bool carries_content(std::string_view der) {
    constexpr std::string_view signed_or_enveloped{"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", 10}, time_stamp{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04", 11};
    const auto head = der.substr(0, 128);
    return head.find(signed_or_enveloped) < 8 && head.find(time_stamp) == head.npos;
}

bool begins_like_a_file(std::string_view bytes) {
    using namespace std::string_view_literals;
    constexpr std::array marks{"%PDF"sv, "PK\x03\x04"sv, "\x89PNG"sv, "\xff\xd8\xff"sv, "GIF8"sv, "II*"sv, "MM\0*"sv, "\x1f\x8b"sv, "\xd0\xcf\x11\xe0"sv,
                               "{\\rtf"sv, "BM"sv, "RIFF"sv, "BZh"sv, "\xfd""7zXZ"sv, "7z\xbc\xaf"sv, "Rar!"sv, "\x28\xb5\x2f\xfd"sv, "\x78\x01"sv, "\x78\x9c"sv,
                               "\x78\xda"sv};
    return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return bytes.starts_with(mark); });
}

// Behind the head of a data: URL.
std::string_view payload(std::string_view text) {
    constexpr std::size_t longest_head = 256;
    if (!text.starts_with("data:")) return text;
    const auto head = text.substr(0, longest_head).find(";base64,");
    return head == text.npos ? text : text.substr(head + 8);
}

// Texts among other bytes, as programs keep the state of a page (__VIEWSTATE): runs of UTF-8 with two ideographs or so many letters that chance
// makes none. A line each.
std::string runs_of_text(std::string_view bytes) {
    constexpr std::size_t fewest_of_ascii = 12;
    std::string all, run;
    std::size_t ideographs = 0, beside = 0;  // that stand one beside the other
    const auto settle = [&] {
        if (beside > 1 || (ideographs == 0 && run.size() >= fewest_of_ascii)) all += (all.empty() ? "" : "\n") + run;
        run.clear();
        ideographs = beside = 0;
    };
    std::size_t row = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto size = utf8_size(bytes[at]);
        const auto letter = bytes.substr(at, size);
        const bool ascii = size == 1 && bytes[at] >= ' ' && bytes[at] < 0x7f;
        const auto points = size == 3 && letter.size() == 3 ? code_points(letter) : std::u32string();
        const bool wide = points.size() == 1 && (is_han(points[0]) || (points[0] >= 0x3000 && points[0] < 0x3040) || (points[0] > 0xff00 && points[0] < 0xff5f));
        if (!ascii && !wide) {
            settle();
            row = 0, ++at;
            continue;
        }
        row = wide ? row + 1 : 0;
        beside = std::max(beside, row);
        ideographs += wide;
        run += letter;
        at += size;
    }
    settle();
    return all;
}

// One level is opened; what stands in the next is named.
bool holds_more(std::string_view text) { return text.find("&#") != text.npos || is_base64(text); }

}  // namespace

bool is_base64(std::string_view whole) {
    if (whole.size() < fewest_letters) return false;
    std::size_t letters = 0, stretches = 0;
    bool blank = true;
    for (const char c : payload(whole)) {
        if (is_xml_blank(c)) {
            blank = true;
            continue;
        }
        if (base64_value(c) >= 0) ++letters;
        else if (c != '=') return false;
        stretches += blank;
        blank = false;
    }
    return letters >= fewest_letters && letters >= shortest_line * stretches;
}

bool is_hexadecimal(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-' || is_xml_blank(c);
    });
}

std::optional<OpenedBase64> opened_base64(std::string_view text) {
    if (!is_base64(text) || is_hexadecimal(text)) return std::nullopt;
    const auto bytes = bytes_of_base64(payload(text)).value_or(Bytes());
    if (const auto form = detect_text(bytes, false)) {
        OpenedBase64 opened{decode(form->charset, bytes, form->mark_bytes, bytes.size()).utf8, false};
        opened.unreadable = holds_more(opened.text);
        return opened;
    }
    const bool small = bytes.size() <= nobodys_file && !begins_like_a_file(as_text(bytes));
    if (auto said = small && !is_der(bytes) ? runs_of_text(as_text(bytes)) : std::string(); !said.empty()) return OpenedBase64{std::move(said), false};
    if ((is_der(bytes) && !carries_content(as_text(bytes))) || (!is_der(bytes) && small)) return std::nullopt;
    return OpenedBase64{{}, true};
}

}  // namespace review
