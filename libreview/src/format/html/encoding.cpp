#include "format/html/encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <review/error.hpp>

#include "base/messages/format_text.hpp"
#include "base/messages/format_xml.hpp"
#include "base/utf8_scan.hpp"
#include "format/html/splitter.hpp"
#include "format/text/detect.hpp"

namespace review {
namespace {

constexpr std::size_t looked_at = 64 << 10;

// What labels stand for (WHATWG Encoding 4.2): browsers read more into some of them than they say.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> labels{{
    {"utf-8", "UTF-8"}, {"utf8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"}, {"x-unicode20utf8", "UTF-8"},
    {"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb18030", "GB18030"}, {"gb_2312-80", "GB18030"}, {"gb_2312", "GB18030"}, {"x-gbk", "GB18030"},
    {"chinese", "GB18030"}, {"csgb2312", "GB18030"}, {"cp936", "GB18030"}, {"euc-cn", "GB18030"},
    {"iso-8859-1", "WINDOWS-1252"}, {"iso8859-1", "WINDOWS-1252"}, {"latin1", "WINDOWS-1252"}, {"l1", "WINDOWS-1252"}, {"ascii", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"}, {"cp1252", "WINDOWS-1252"}, {"x-cp1252", "WINDOWS-1252"}, {"big5", "BIG5-HKSCS"}, {"iso-8859-9", "WINDOWS-1254"},
}};

std::optional<Charset> charset_of(std::string_view label) {
    const auto blank = [](char c) { return is_html_blank(c); };
    while (!label.empty() && blank(label.front())) label.remove_prefix(1);
    while (!label.empty() && blank(label.back())) label.remove_suffix(1);
    const auto lower = ascii_lower(label);
    for (const auto& [known, name] : labels) {
        if (lower == known) return Charset::named(name);
    }
    return Charset::named(label);
}

// 13.2.3.2, "extracting a character encoding from a meta element".
std::string in_content(std::string_view content) {
    const auto lower = ascii_lower(content);
    for (auto at = lower.find("charset"); at != lower.npos; at = lower.find("charset", at + 7)) {
        auto place = lower.find_first_not_of(" \t\n\f\r", at + 7);
        if (place == lower.npos || lower[place] != '=') continue;
        place = lower.find_first_not_of(" \t\n\f\r", place + 1);
        if (place == lower.npos) return {};
        const bool quoted = lower[place] == '"' || lower[place] == '\'';
        if (quoted) return lower.substr(place + 1, lower.find(lower[place], place + 1) - place - 1);
        return lower.substr(place, lower.find_first_of(" \t\n\f\r;\"'>/", place) - place);
    }
    return {};
}

struct Head {
    Charset charset = Charset::utf8();
    std::size_t mark_bytes = 0;
    bool certain = false;
    std::string text;  // its first characters, as ASCII
};

Head head_of(ByteView bytes) {
    Head head;
    const auto raw = as_text(bytes);
    if (raw.starts_with("\xef\xbb\xbf")) head.mark_bytes = 3, head.certain = true;
    else if (raw.starts_with("\x84\x31\x95\x33")) head.charset = Charset::gb18030(), head.mark_bytes = 4, head.certain = true;
    else if (raw.starts_with("\xff\xfe") || (raw.size() > 3 && raw[0] == '<' && raw[1] == '\0')) head.charset = Charset::utf16le(), head.certain = true;
    else if (raw.starts_with("\xfe\xff") || (raw.size() > 3 && raw[0] == '\0' && raw[1] == '<')) head.charset = Charset::utf16be(), head.certain = true;
    const bool wide = head.charset.is_utf16();
    if (wide && raw[0] != '<' && raw[0] != '\0') head.mark_bytes = 2;
    const std::size_t unit = wide ? 2 : 1, low = head.charset == Charset::utf16be() ? 1 : 0;
    for (auto i = head.mark_bytes; i + unit <= raw.size() && head.text.size() < looked_at; i += unit) {
        head.text += wide && raw[i + 1 - low] != '\0' ? '\x80' : raw[i + low];
    }
    return head;
}

// What stands before the first element; empty: the text has none. `declaration`: an XML declaration stands there.
struct Opening {
    std::string name;  // of the element, or "!doctype"
    bool declaration = false, of_html = false, xhtml = false;
};

Opening opening_of(std::string_view text) {
    Opening opening;
    for (;;) {
        while (!text.empty() && is_html_blank(text.front())) text.remove_prefix(1);
        const bool comment = text.starts_with("<!--"), instruction = text.starts_with("<?");
        if (!comment && !instruction) break;
        opening.declaration = opening.declaration || text.starts_with("<?xml");
        const std::string_view close = comment ? "-->" : ">";
        const auto end = text.find(close, comment ? 4 : 2);
        if (end == text.npos) return opening;
        text.remove_prefix(end + close.size());
    }
    if (!text.starts_with('<')) return opening;
    const auto tag = ascii_lower(text.substr(1, text.find('>') == text.npos ? text.npos : text.find('>') - 1));
    opening.name = tag.substr(0, tag.find_first_of(" \t\n\f\r/"));
    const auto second = tag.find_first_not_of(" \t\n\f\r", opening.name.size());
    opening.of_html = second != tag.npos && tag.substr(second).starts_with("html");
    opening.xhtml = tag.find("http://www.w3.org/1999/xhtml") != tag.npos;
    return opening;
}

Charset declared_or_guessed(const Head& head, ByteView bytes, const std::string& name, bool& said) {
    const auto text = ascii_lower(head.text);
    std::string label;
    for (auto at = text.find('<'); at != text.npos && label.empty(); at = text.find('<', at + 1)) {
        const auto rest = std::string_view(text).substr(at);
        if (rest.starts_with("<!--")) at = std::min(text.find("-->", at + 2), text.size() - 1);
        else if (rest.starts_with("<meta")) label = in_content(rest.substr(0, rest.find('>')));
    }
    if (label.empty() && text.starts_with("<?xml")) {
        const auto declaration = std::string_view(text).substr(0, text.find("?>"));
        if (const auto at = declaration.find("encoding"); at != declaration.npos) label = in_content("charset" + std::string(declaration.substr(at + 8)));
    }
    said = !label.empty();
    if (said) {
        if (ascii_lower(label).starts_with("utf-16")) {
            if (!head.charset.is_utf16()) throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
            return head.charset;
        }
        const auto charset = charset_of(label);
        if (!charset) throw Error(Errc::unsupported, say(Msg::xml_unknown_encoding, {name}));
        return *charset;
    }
    if (head.certain) return head.charset;
    const auto form = detect_text(bytes, false);
    if (!form) throw Error(Errc::malformed, say(Msg::text_not_text, {name}));
    return form->charset;
}

// Text in UTF-8 under another name: one program reads it as itself, the next as other characters.
bool is_utf8_in_disguise(ByteView bytes) {
    return std::count_if(bytes.begin(), bytes.end(), [](auto byte) { return byte >= 0xe0; }) >= 4 && !first_not_utf8(bytes);
}

}  // namespace

bool is_html(ByteView bytes) {
    constexpr std::array<std::string_view, 30> only_here{"html", "head", "body", "frameset", "meta", "script", "style", "div", "span", "ul", "ol", "dl", "img", "br",
        "hr", "center", "font", "form", "iframe", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "noscript", "tbody", "input"};
    const auto opening = opening_of(head_of(bytes.first(std::min<std::size_t>(bytes.size(), 2 * looked_at + 4))).text);
    if (opening.name == "!doctype") return opening.of_html;
    if (opening.declaration) return opening.name == "html";
    return std::find(only_here.begin(), only_here.end(), opening.name) != only_here.end();
}

bool is_xhtml(ByteView bytes) {
    const auto opening = opening_of(head_of(bytes).text);
    return opening.name == "html" && (opening.declaration || opening.xhtml);
}

HtmlForm html_form(ByteView bytes, const std::string& name) {
    const auto head = head_of(bytes);
    bool said = false;
    const auto charset = declared_or_guessed(head, bytes, name, said);
    const bool disguised = said && !charset.is_utf8() && !charset.is_utf16() && is_utf8_in_disguise(bytes);
    if ((head.certain && charset != head.charset) || (!head.certain && charset.is_utf16()) || disguised) {
        throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
    }
    return {charset, head.mark_bytes, 1 + bytes.size() / 500};
}

void check_declarations(const HtmlTree& tree, const HtmlForm& form, const std::string& name) {
    for (const auto& node : tree.nodes) {
        if (node.kind != HtmlNode::Kind::element || node.name != "meta" || !node.html) continue;
        std::string label, content;
        bool type = false;
        for (const auto& attribute : node.attributes) {
            if (attribute.name == "charset") label = attribute.value;
            if (attribute.name == "content") content = in_content(attribute.value);
            if (attribute.name == "http-equiv") type = ascii_lower(attribute.value) == "content-type";
        }
        if (label.empty() && type) label = content;
        if (label.empty()) continue;
        if (form.charset.is_utf16() && ascii_lower(label).starts_with("utf-16")) continue;
        if (charset_of(label) != form.charset) throw Error(Errc::malformed, say(Msg::xml_wrong_encoding, {name}));
    }
}

}  // namespace review
