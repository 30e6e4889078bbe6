#include <algorithm>
#include <cstdint>

#include <review/bytes.hpp>

#include "base/wide_loops.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

// Characters that belong together however far the layout sets them apart.
bool joins(const CodePoint& point) {
    const char32_t value = point.value;
    if (!point.valid || point.size == 0) return false;
    if (value >= '0' && value <= '9') return true;
    const bool ideograph = (value >= 0x3400 && value <= 0x9fff) || value == 0x3007 || (value >= 0x20000 && value < 0x3fffe);
    const bool star = value == '*' || value == 0x2605 || value == 0x2606 || value == 0x22c6 || value == 0x2b50 ||
                      (value >= 0x2721 && value <= 0x2736);
    return ideograph || star;
}

bool is_blank(std::uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

// The last byte of what may join: of a digit, of a star, of a character that is not ASCII.
bool may_join(std::uint8_t byte) { return static_cast<std::uint8_t>(byte - '0') <= 9 || byte == '*' || byte >= 0x80; }

// bytes[-1] is there.
REVIEW_WIDE bool joint_in(const std::uint8_t* bytes, std::size_t size) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint8_t byte = bytes[i], before = bytes[static_cast<std::ptrdiff_t>(i) - 1];
        const std::uint8_t blank = static_cast<std::uint8_t>((byte == ' ') | (byte == '\t') | (byte == '\n'));
        const std::uint8_t joins = static_cast<std::uint8_t>((static_cast<std::uint8_t>(before - '0') <= 9) | (before == '*') | (before >= 0x80));
        any |= static_cast<std::uint8_t>(blank & joins);
    }
    return any != 0;
}

// The first blank at or after `at` behind something that may join; the size of the text where there is none. Between the
// words of most scripts there is none.
std::size_t next_joint(std::string_view text, std::size_t at) {
    constexpr std::size_t step = 64;
    const auto* bytes = as_bytes(text).data();
    at = std::max<std::size_t>(at, 1);
    while (at + step <= text.size() && !joint_in(bytes + at, step)) at += step;
    while (at < text.size() && !(is_blank(bytes[at]) && may_join(bytes[at - 1]))) ++at;
    return std::min(at, text.size());
}

}  // namespace

void write_joined(const TextView& base, TextView& view) {
    const std::string_view text = base.text();
    std::size_t copied = 0;
    for (std::size_t at = next_joint(text, 0); at < text.size(); at = next_joint(text, at)) {
        std::size_t end = at + 1;
        while (end < text.size() && is_blank(static_cast<std::uint8_t>(text[end]))) ++end;
        if (joins(decode_utf8(text, end)) && joins(decode_utf8_before(text, at))) {
            view.copy(copied, at);
            view.put({}, at, end);
            copied = end;
        }
        at = end;
    }
    view.copy(copied, text.size());
}

}  // namespace review
