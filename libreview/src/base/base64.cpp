#include "base/base64.hpp"

#include <array>

namespace review {
namespace {

constexpr auto values = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i) table[static_cast<unsigned char>(letters[i])] = static_cast<signed char>(i);
    table[static_cast<unsigned char>('-')] = 62;
    table[static_cast<unsigned char>('_')] = 63;
    return table;
}();

}  // namespace

int base64_value(char letter) { return values[static_cast<unsigned char>(letter)]; }

std::optional<Bytes> bytes_of_base64(std::string_view letters) {
    Bytes bytes;
    unsigned bits = 0, held = 0;
    for (const char letter : letters) {
        if (std::string_view(" \t\r\n\f").find(letter) != std::string_view::npos) continue;
        if (letter == '=') {
            bits = held = 0;
            continue;
        }
        const int value = base64_value(letter);
        if (value < 0) return std::nullopt;
        bits = bits << 6 | static_cast<unsigned>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes.push_back(static_cast<unsigned char>(bits >> held & 0xff));
    }
    return bytes;
}

}  // namespace review
