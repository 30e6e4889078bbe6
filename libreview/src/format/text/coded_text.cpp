#include "format/text/coded_text.hpp"

#include <algorithm>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_text.hpp"

namespace review {
namespace {

constexpr std::size_t longest_head = 64 << 10;

// Programs of old end lines with a carriage return alone.
std::string with_line_feeds(std::string_view text) {
    std::string lines(text);
    for (std::size_t at = lines.find('\r'); at != lines.npos; at = lines.find('\r', at + 1)) {
        if (at + 1 == lines.size() || lines[at + 1] != '\n') lines[at] = '\n';
    }
    return lines;
}

std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return lower;
}

// "Subject: ..." (RFC 5322, 2.2), a line that goes on from the one before, or the one that parts mails in a box of them.
bool is_field(std::string_view line, bool first) {
    if (line.starts_with(' ') || line.starts_with('\t')) return !first;
    if (first && (line.starts_with("from ") || line.starts_with("--"))) return true;
    const auto colon = line.find(':');
    return colon != line.npos && colon > 0 && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return c > 0x20 && c < 0x7f; });
}

// The fields a text begins with, up to the first empty line; empty: it does not.
std::string_view head_of(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, end - at);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) return text.substr(0, at);
        if (!is_field(line, at == 0)) return {};
        at = end + 1;
    }
    return text;
}

// =?utf-8?B?...?= (RFC 2047, 2).
bool holds_encoded_word(std::string_view head) {
    for (auto at = head.find("=?"); at != head.npos; at = head.find("=?", at + 2)) {
        const auto charset = head.find('?', at + 2);
        if (charset == head.npos || charset == at + 2 || charset + 2 >= head.size() || head[charset + 2] != '?') continue;
        const auto word = head.substr(at, 80);
        if ((head[charset + 1] == 'b' || head[charset + 1] == 'q') && word.find("?=", charset + 3 - at) != word.npos && word.find_first_of(" \t\r\n") >= word.find("?=", charset + 3 - at)) return true;
    }
    return false;
}

// Any text may begin with a word and a colon; mails and parts of them have one of these.
bool is_head_of_mail(std::string_view head) {
    for (const std::string_view field : {"mime-version:", "content-type:", "content-transfer-encoding:", "received:", "from:", "to:", "subject:", "message-id:", "return-path:"}) {
        if (head.starts_with(field) || head.find("\n" + std::string(field)) != head.npos) return true;
    }
    return false;
}

// RFC 2045, 6: some part is not written as itself, or (RFC 2047) a field is not.
bool is_coded_mail(std::string_view whole) {
    const auto start = with_line_feeds(in_lower_case(whole.substr(0, longest_head)));
    const auto head = head_of(start);
    if (head.empty() || !is_head_of_mail(head)) return false;
    if (holds_encoded_word(head)) return true;
    const auto lower = "\n" + with_line_feeds(in_lower_case(whole));
    constexpr std::string_view field = "\ncontent-transfer-encoding:";
    for (auto at = lower.find(field); at != lower.npos; at = lower.find(field, at + 1)) {
        const auto value = std::string_view(lower).substr(at + field.size(), 80);
        // A line that begins with a blank goes on from the one before (RFC 5322, 2.2.3).
        auto end = value.find('\n');
        while (end != value.npos && end + 1 < value.size() && (value[end + 1] == ' ' || value[end + 1] == '\t')) end = value.find('\n', end + 1);
        const auto line = value.substr(0, end);
        for (const std::string_view code : {"base64", "quoted-printable", "uuencode"}) {
            if (line.find(code) != line.npos) return true;
        }
    }
    return false;
}

bool is_coded_card(std::string_view text) {
    const auto start = in_lower_case(text.substr(0, 32));
    if (!start.starts_with("begin:vcard") && !start.starts_with("begin:vcalendar")) return false;
    const auto lower = in_lower_case(text);
    // Parameters of a property (RFC 2426, RFC 6350).
    for (const std::string_view coded : {";quoted-printable", "encoding=quoted-printable", ";base64", "encoding=base64", "encoding=b:", "encoding=b;"}) {
        if (lower.find(coded) != lower.npos) return true;
    }
    return false;
}

bool is_post_script(std::string_view text) { return text.starts_with("%!PS") || (text.substr(0, 256).find("\x1b%-12345X") != text.npos && text.find("%!PS") != text.npos); }

// Its byte order mark (RFC 2152 with U+FEFF).
bool is_utf7(std::string_view text) {
    return text.starts_with("+/v8-") || text.starts_with("+/v9-") || text.starts_with("+/v+-") || text.starts_with("+/v/-");
}

}  // namespace

void refuse_coded_text(const Draft& draft) {
    auto text = as_text(draft.bytes);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const auto refuse = [&](const Message& why) { throw Error(Errc::unsupported, say(why, {draft.name})); };
    if (text.starts_with("{\\rtf")) refuse(Msg::text_is_rtf);
    if (is_coded_mail(text)) refuse(Msg::text_is_mail);
    if (is_coded_card(text)) refuse(Msg::text_is_card);
    if (is_post_script(text)) refuse(Msg::text_is_post_script);
    if (is_utf7(text)) refuse(Msg::text_is_utf7);
}

}  // namespace review
