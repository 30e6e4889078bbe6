#include "format/zip/name_readings.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/little_endian.hpp"
#include "base/utf8_scan.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

constexpr std::size_t field_head = 4, path_head = 5;
constexpr std::uint16_t unicode_path = 0x7075;
constexpr std::size_t longest = 1024;

// CRC-32 (APPNOTE.TXT 4.4.7); names are short.
std::uint32_t checksum(ByteView bytes) {
    std::uint32_t sum = ~std::uint32_t{0};
    for (const auto byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1) != 0 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
    return ~sum;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// What the Info-ZIP Unicode Path fields say, each name once. A checksum of other bytes: somebody renamed the member and left the field (4.6.9).
std::vector<std::string> field_names(ByteView bytes, ByteView extra) {
    std::vector<std::string> names;
    while (extra.size() >= field_head) {
        const auto id = little_endian_at(extra, 0, 2);
        const std::size_t size = little_endian_at(extra, 2, 2);
        if (size > extra.size() - field_head) break;  // padding that is no field
        const auto data = extra.subspan(field_head, size);
        extra = extra.subspan(field_head + size);
        if (id != unicode_path || size <= path_head || data[0] != 1 || little_endian_at(data, 1, 4) != checksum(bytes)) continue;
        std::string name(as_text(data.subspan(path_head)));
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    return names;
}

// One 'x' for each character of more than one byte: what is left are the bytes that every reader takes for ASCII. Second bytes of pairs go,
// 0x5C and 0x7C among them. nullopt: not built as GB 18030-2005, clause 5.1 says.
std::optional<std::string> masked_pairs(ByteView bytes) {
    const auto between = [&](std::size_t at, int low, int high) { return at < bytes.size() && bytes[at] >= low && bytes[at] <= high; };
    std::string masked;
    for (std::size_t at = 0; at < bytes.size();) {
        if (bytes[at] < 0x80) {
            masked += static_cast<char>(bytes[at++]);
            continue;
        }
        const bool lead = between(at, 0x81, 0xfe);
        const bool pair = lead && between(at + 1, 0x40, 0xfe) && bytes[at + 1] != 0x7f;
        const bool four = lead && between(at + 1, 0x30, 0x39) && between(at + 2, 0x81, 0xfe) && between(at + 3, 0x30, 0x39);
        if (!pair && !four) return std::nullopt;
        masked += 'x';
        at += pair ? 2 : 4;
    }
    return masked;
}

// Controls, and the areas that are for private use: bytes that say these are no Chinese name but one in another encoding.
bool has_odd_character(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size(); at += utf8_size(utf8[at])) {
        const auto a = static_cast<unsigned char>(utf8[at]);
        const auto b = a < 0x80 ? 0 : static_cast<unsigned char>(utf8[at + 1]);
        const bool control = a == 0xc2 && b < 0xa0;
        const bool beyond = a == 0xee || (a == 0xef && b < 0xa4) || (a == 0xef && b == 0xbf && static_cast<unsigned char>(utf8[at + 2]) >= 0xb0) || a > 0xf0;
        if (control || beyond) return true;
    }
    return false;
}

std::optional<std::string> from_gb18030(ByteView bytes) {
    if (!masked_pairs(bytes)) return std::nullopt;
    auto decoded = decode(Charset::gb18030(), bytes, 0, 0);
    if (decoded.given_up || !decoded.undecodable.empty() || has_odd_character(decoded.utf8)) return std::nullopt;
    return std::move(decoded.utf8);
}

// The bytes as those tools see them that know nothing of the encoding. ".." cannot hide behind a pair that ends with 0x5C: where a pair, a slash or
// the end follows it, the segment is either longer or ends with a full stop, which no name may.
bool are_safe(ByteView bytes, bool pairs) {
    if (pairs) return is_member_name(masked_pairs(bytes).value_or(""));
    std::string masked(as_text(bytes));
    std::replace_if(masked.begin(), masked.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, 'x');
    return is_member_name(masked);
}

// Characters of two bytes only: Latin, Greek and Cyrillic letters, or pairs of GB 2312 that happen to look like these.
bool may_be_pairs(std::string_view utf8) {
    return !is_ascii(utf8) && std::none_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xe0; });
}

}  // namespace

std::optional<NameReadings> name_readings(ByteView bytes, ByteView extra, bool says_utf8) {
    if (bytes.size() > longest) return std::nullopt;
    const bool is_utf8 = !first_not_utf8(bytes);
    if (says_utf8 && !is_utf8) return std::nullopt;
    std::vector<std::string> all = field_names(bytes, extra);
    const auto in_fields = all.size();
    if (is_utf8) all.emplace_back(as_text(bytes));
    const bool pairs = !is_utf8 || (!says_utf8 && may_be_pairs(as_text(bytes)));
    auto chinese = pairs ? from_gb18030(bytes) : std::nullopt;
    if (chinese) all.push_back(*chinese);
    if (all.empty() || !is_member_name(all.front()) || !are_safe(bytes, !is_utf8 && chinese)) return std::nullopt;
    NameReadings readings;
    readings.name = all.front();
    for (const auto& one : all) {
        if (one != readings.name && std::find(readings.others.begin(), readings.others.end(), one) == readings.others.end()) readings.others.push_back(one);
    }
    const bool by_field = in_fields > 0 && (is_utf8 ? readings.name != as_text(bytes) : chinese != readings.name);
    readings.contradictory = in_fields > 1 || (by_field && (says_utf8 || is_ascii(readings.name))) || readings.name.ends_with('/') != as_text(bytes).ends_with('/');
    return readings;
}

}  // namespace review
