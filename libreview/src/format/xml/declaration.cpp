#include "format/xml/declaration.hpp"

#include <algorithm>
#include <cctype>

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

using namespace std::string_view_literals;

struct Family {
    Charset charset = Charset::utf8();
    std::size_t mark_bytes = 0;
    bool certain = false;  // a mark or two-byte units: the declaration can only agree
};

Family family_of(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) return {Charset::utf8(), 3, true};
    if (bytes.starts_with("\xff\xfe")) return {Charset::utf16le(), 2, true};
    if (bytes.starts_with("\xfe\xff")) return {Charset::utf16be(), 2, true};
    if (bytes.starts_with("<\0?\0"sv)) return {Charset::utf16le(), 0, true};
    if (bytes.starts_with("\0<\0?"sv)) return {Charset::utf16be(), 0, true};
    return {};
}

// The first characters as ASCII: all a declaration is made of.
std::string opening(ByteView bytes, const Family& family) {
    const std::size_t unit = family.charset.is_utf16() ? 2 : 1;
    std::string text;
    for (std::size_t i = family.mark_bytes; i + unit <= bytes.size() && text.size() < 1024; i += unit) {
        const std::size_t low = family.charset == Charset::utf16be() ? i + 1 : i;
        const bool wide = unit == 2 && bytes[family.charset == Charset::utf16be() ? i : i + 1] != 0;
        text += wide ? '\x80' : static_cast<char>(bytes[low]);
    }
    return text;
}

// The value of encoding="..." in a declaration. Empty: none is said.
std::string declared(std::string_view text) {
    if (!text.starts_with("<?xml") || text.size() < 6 || !std::isspace(static_cast<unsigned char>(text[5]))) return "";
    text = text.substr(0, text.find("?>"));
    auto place = text.find("encoding");
    if (place == std::string_view::npos) return "";
    place = text.find_first_not_of(" \t\r\n=", place + 8);
    if (place == std::string_view::npos || (text[place] != '"' && text[place] != '\'')) return "";
    const auto end = text.find(text[place], place + 1);
    if (end == std::string_view::npos) return "";
    return std::string(text.substr(place + 1, end - place - 1));
}

// Chinese text in UTF-8 under another name would be read as other characters by one program and as
// itself by the next. Four characters of three bytes do not come about by chance.
bool is_utf8_in_disguise(ByteView bytes) {
    const auto long_ones = std::count_if(bytes.begin(), bytes.end(), [](auto byte) { return byte >= 0xe0; });
    return long_ones >= 4 && !first_not_utf8(bytes);
}

}  // namespace

bool is_xml(ByteView bytes) {
    const auto family = family_of(as_text(bytes));
    const auto text = opening(bytes, family);
    const auto place = text.find_first_not_of(" \t\r\n");
    if (place == std::string::npos || text[place] != '<') return false;
    if (place + 1 == text.size()) return true;
    const auto next = static_cast<unsigned char>(text[place + 1]);
    return next == '?' || next == '!' || next == '_' || next == ':' || next >= 0x80 || std::isalpha(next);
}

XmlForm xml_form(ByteView bytes, const std::string& name) {
    const auto family = family_of(as_text(bytes));
    std::string encoding = declared(opening(bytes, family));
    if (encoding == "UTF-16" || encoding == "utf-16") {
        if (!family.charset.is_utf16()) throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
        encoding.clear();
    }
    if (encoding.empty()) return {family.charset, family.mark_bytes};
    const auto charset = Charset::named(encoding);
    if (family.certain ? charset != family.charset : charset && charset->is_utf16()) {
        throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
    }
    if (!charset) throw Error(Errc::unsupported, say(Msg::xml_unknown_encoding, {name}));
    if (!charset->is_utf8() && !charset->is_utf16() && is_utf8_in_disguise(bytes)) {
        throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
    }
    return {*charset, family.mark_bytes};
}

}  // namespace review
