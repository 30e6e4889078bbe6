#include "policy/keyed_file.hpp"

#include <charconv>
#include <chrono>

#include <review/digest.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/policy.hpp"
#include "base/utf8_scan.hpp"

namespace review {

bool hexadecimal(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string mark_of(ByteView key, const std::string& what) { return KeyedDigest(key).of(what + " of this key").hex().substr(0, 16); }

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

std::string yaml_quoted(std::string_view text) {
    if (first_not_utf8(as_bytes(text))) throw Error(Errc::bad_config, say(Msg::suppress_not_utf8));
    std::string line = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') line += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f) line += {'\\', 'x', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15]};
        else line += c;
    }
    return line + '"';
}

ConfigNode read_keyed_file(const std::string& path) {
    Limits small;
    small.file_bytes = 64 << 20;
    return ConfigNode::parse(load_draft(path, small).bytes, path, Errc::bad_config);
}

}  // namespace review
