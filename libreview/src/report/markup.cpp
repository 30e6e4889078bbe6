#include "report/markup.hpp"

#include <algorithm>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr std::string_view no_character_mark = "\xef\xbf\xbd";

// One character in UTF-8 that XML 1.0 (2.2) has, or its reference.
void put(std::string_view character, std::string& out) {
    if (character.size() > 1) {
        const bool no_character = character == "\xef\xbf\xbe" || character == "\xef\xbf\xbf";
        out += no_character ? no_character_mark : character;
        return;
    }
    switch (const char c = character.front()) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        case '\n': out += "\n"; break;
        default: c < 0x20 || c == 0x7f ? out += no_character_mark : out += c;
    }
}

std::size_t length_at(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    return std::min(length, text.size());
}

}  // namespace

std::string markup_text(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto character = text.substr(0, length_at(text));
        const bool good = !first_not_utf8(as_bytes(character));
        if (good) put(character, out);
        else out += no_character_mark;
        text.remove_prefix(good ? character.size() : 1);
    }
    return out;
}

}  // namespace review
