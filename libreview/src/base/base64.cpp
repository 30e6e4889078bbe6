#include "base/base64.hpp"

#include <algorithm>
#include <array>

namespace review {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto values = [] {
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i) table[static_cast<unsigned char>(alphabet[i])] = static_cast<signed char>(i);
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

std::string base64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - at);
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8 | (i < left ? bytes[at + i] : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= left ? alphabet[bits >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.empty()) return std::nullopt;
    auto bytes = bytes_of_base64(text);
    if (!bytes || base64(*bytes) != text) return std::nullopt;
    return bytes;
}

}  // namespace review
