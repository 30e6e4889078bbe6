#include "report/printable.hpp"

namespace review {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

// Bytes of a dangerous character that begins here; 0: there is none.
std::size_t dangerous(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    if (byte(0) < 0x20 || byte(0) == 0x7f) return 1;
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) <= 0x9f) return 2;  // C1: CSI as one character
    if (byte(0) != 0xe2) return 0;
    if (byte(1) == 0x80 && byte(2) >= 0xa8 && byte(2) <= 0xae) return 3;  // U+2028 to U+202E
    if (byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9) return 3;  // U+2066 to U+2069
    return 0;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string safe;
    while (!text.empty()) {
        const auto bad = dangerous(text);
        if (bad > 0) safe += replacement;
        else safe += text.front();
        text.remove_prefix(bad > 0 ? bad : 1);
    }
    return safe;
}

}  // namespace review
