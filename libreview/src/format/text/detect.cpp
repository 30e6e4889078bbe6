#include "format/text/detect.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

struct Mark {
    std::string_view bytes;
    Charset charset;
};

const std::array<Mark, 4>& marks() {
    static const std::array<Mark, 4> all{{{"\xef\xbb\xbf", Charset::utf8()},
                                          {"\x84\x31\x95\x33", Charset::gb18030()},
                                          {"\xff\xfe", Charset::utf16le()},
                                          {"\xfe\xff", Charset::utf16be()}}};
    return all;
}

bool is_likely_unit(unsigned unit) {
    return (unit >= 0x20 && unit < 0x7f) || (unit >= 9 && unit <= 13) || (unit >= 0x3000 && unit < 0x3100) ||
           (unit >= 0x4e00 && unit < 0xa000) || (unit >= 0xff00 && unit < 0xfff0) ||
           (unit >= 0x2000 && unit < 0x2700) || (unit >= 0xa0 && unit < 0x250);
}

// Without a mark only the text itself tells the order of bytes: read the right way, nearly every unit
// is a letter, a Han character or punctuation; the wrong way few are.
std::optional<Charset> order_of(ByteView bytes) {
    if (bytes.size() < 2 || std::memchr(bytes.data(), 0, bytes.size()) == nullptr) return std::nullopt;
    std::size_t little = 0;
    std::size_t big = 0;
    const std::size_t units = std::min<std::size_t>(bytes.size() / 2, 1 << 16);
    for (std::size_t i = 0; i < units; ++i) {
        const unsigned first = bytes[2 * i];
        const unsigned second = bytes[2 * i + 1];
        little += is_likely_unit(second << 8 | first);
        big += is_likely_unit(first << 8 | second);
    }
    if (little * 100 >= units * 95 && little > big) return Charset::utf16le();
    if (big * 100 >= units * 95 && big > little) return Charset::utf16be();
    return std::nullopt;
}

// Damage that leaves a text a text: one stretch, and one more for every 500 bytes.
std::size_t tolerated_in(std::size_t size) { return 1 + size / 500; }

std::size_t bad_utf8(ByteView bytes, std::size_t enough) {
    std::size_t bad = 0;
    while (bad < enough) {
        const auto place = first_not_utf8(bytes);
        if (!place) break;
        ++bad;
        bytes = bytes.subspan(*place + 1);
        while (!bytes.empty() && (bytes[0] & 0xc0) == 0x80) bytes = bytes.subspan(1);
    }
    return bad;
}

// Nearly any bytes above 0x80 can be read as GB18030, Latin-1 letters too: "\xe9t" is one Han
// character. Chinese text has the second byte of most pairs above 0xA0, where GB 2312 lies.
bool looks_chinese(ByteView bytes) {
    std::size_t pairs = 0;
    std::size_t low = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        if (bytes[i] < 0x81) continue;
        ++pairs;
        low += bytes[i + 1] < 0x80;
        ++i;
    }
    return low * 2 <= pairs;
}

std::size_t bad_gb18030(ByteView bytes, std::size_t enough) {
    if (!looks_chinese(bytes)) return enough;
    return decode(Charset::gb18030(), bytes, 0, enough - 1).undecodable.size();
}

}  // namespace

std::string_view mark_of(const Charset& charset) {
    for (const auto& mark : marks()) {
        if (mark.charset == charset) return mark.bytes;
    }
    return {};
}

std::optional<TextForm> detect_text(ByteView bytes, bool cut_off) {
    const std::size_t tolerated = tolerated_in(bytes.size());
    for (const auto& [mark, charset] : marks()) {
        if (!as_text(bytes).starts_with(mark)) continue;
        if (!charset.is_utf16() && has_binary_control(bytes)) return std::nullopt;
        return TextForm{charset, mark.size(), tolerated};
    }
    if (const auto order = order_of(bytes)) return TextForm{*order, 0, tolerated};
    if (has_binary_control(bytes)) return std::nullopt;
    const auto first_bad = first_not_utf8(bytes);
    if (!first_bad) return TextForm{Charset::utf8(), 0, tolerated, false, true};
    if (cut_off && *first_bad + 4 > bytes.size()) return TextForm{Charset::utf8(), 0, tolerated};
    const std::size_t utf8 = bad_utf8(bytes, tolerated + 1);
    const std::size_t chinese = bad_gb18030(bytes, tolerated + 1);
    const bool is_utf8 = utf8 <= tolerated && utf8 <= chinese;
    if (!is_utf8 && line_of_other_encoding(bytes) > 0) return TextForm{Charset::utf8(), 0, tolerated, true};
    if (std::min(utf8, chinese) > tolerated) return std::nullopt;
    return TextForm{is_utf8 ? Charset::utf8() : Charset::gb18030(), 0, tolerated};
}

std::size_t line_of_other_encoding(ByteView bytes) {
    // Characters of three bytes each: as pairs of GB18030 so many do not stand in a line by chance.
    constexpr std::ptrdiff_t enough = 4;
    const auto text = as_text(bytes);
    std::size_t other = 0, number = 1;
    bool chinese = false;
    for (std::size_t at = 0; at < text.size(); ++number) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (first_not_utf8(as_bytes(line))) {
            if (other == 0) other = number;
        } else if (!chinese) {
            chinese = std::count_if(line.begin(), line.end(), [](char c) { return c >= '\xe3' && c <= '\xe9'; }) >= enough;
        }
        at = end + 1;
    }
    return chinese ? other : 0;
}

}  // namespace review
