// The YAML of values that may go out: docs/suppressions.md.
#include <review/suppressions.hpp>

#include <algorithm>
#include <chrono>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/calendar.hpp"
#include "base/config_node.hpp"
#include "base/messages/policy.hpp"

namespace review {
namespace {

bool hexadecimal(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

std::string id_of(ByteView key, const Suppression& entry) {
    const auto digest = KeyedDigest(key).of({"suppression", entry.fingerprint, entry.rule, entry.document_class});
    return "s-" + digest.hex().substr(0, 16);
}

// Tells two keys apart and nothing about either.
std::string mark_of(ByteView key) { return KeyedDigest(key).of("suppressions of this key").hex().substr(0, 16); }

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

Suppression read_entry(const ConfigNode& node, ByteView key) {
    node.allow_keys({"id", "fingerprint", "rule", "class", "reason", "approver", "expires"});
    Suppression entry;
    entry.id = node.at("id").as_string();
    entry.fingerprint = node.at("fingerprint").as_string();
    entry.rule = node.at("rule").as_string();
    entry.document_class = node.at("class").as_string();
    entry.reason = node.at("reason").as_string();
    entry.approver = node.at("approver").as_string();
    entry.expires = node.at("expires").as_string();
    if (!hexadecimal(entry.fingerprint, 64)) node.at("fingerprint").complain(say(Msg::suppress_bad_fingerprint));
    if (!calendar_day(entry.expires)) node.at("expires").complain(say(Msg::suppress_bad_date, {entry.expires}));
    for (const auto word : {"rule", "class", "reason", "approver"}) {
        if (blank(node.at(word).as_string())) node.at(word).complain(say(Msg::suppress_blank, {word}));
    }
    if (entry.id != id_of(key, entry)) node.at("id").complain(say(Msg::suppress_bad_id, {entry.id}));
    return entry;
}

// A YAML double-quoted scalar (YAML 1.2, 7.3.1) of one line.
std::string in_quotes(std::string_view text) {
    std::string line = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') line += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f) line += ' ';
        else line += c;
    }
    return line + '"';
}

}  // namespace

Suppressions load_suppressions(const std::string& path, Bytes key) {
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::suppress_no_key, {path}));
    Limits small;
    small.file_bytes = 64 << 20;
    const auto file = load_draft(path, small);
    const auto root = ConfigNode::parse(file.bytes, path, Errc::bad_config);
    root.allow_keys({"key", "suppressions"});
    if (root.at("key").as_string() != mark_of(key)) throw Error(Errc::bad_config, say(Msg::suppress_other_key, {path}));
    Suppressions read;
    std::set<std::string> ids;
    for (const auto& node : root.at("suppressions").as_list()) {
        read.entries.push_back(read_entry(node, key));
        if (!ids.insert(read.entries.back().id).second) node.complain(say(Msg::suppress_twice));
    }
    read.key = std::move(key);
    return read;
}

std::string suppressions_yaml(const Suppressions& suppressions) {
    std::string text = "# " + say(Msg::suppress_head) + "\nkey: " + in_quotes(mark_of(suppressions.key)) + "\n";
    text += suppressions.entries.empty() ? "suppressions: []\n" : "suppressions:\n";
    for (const auto& entry : suppressions.entries) {
        text += "  - id: " + in_quotes(entry.id) + "\n";
        text += "    fingerprint: " + in_quotes(entry.fingerprint) + "\n";
        text += "    rule: " + in_quotes(entry.rule) + "\n";
        text += "    class: " + in_quotes(entry.document_class) + "\n";
        text += "    reason: " + in_quotes(entry.reason) + "\n";
        text += "    approver: " + in_quotes(entry.approver) + "\n";
        text += "    expires: " + in_quotes(entry.expires) + "\n";
    }
    return text;
}

const Suppression& suppress(Suppressions& suppressions, Suppression entry) {
    if (blank(entry.reason)) throw Error(Errc::bad_config, say(Msg::suppress_blank, {"reason"}));
    if (blank(entry.approver)) throw Error(Errc::bad_config, say(Msg::suppress_blank, {"approver"}));
    if (!calendar_day(entry.expires)) throw Error(Errc::bad_config, say(Msg::suppress_bad_date, {entry.expires}));
    entry.id = id_of(suppressions.key, entry);
    auto& entries = suppressions.entries;
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Suppression& old) { return old.id == entry.id; });
    if (same != entries.end()) return *same = std::move(entry);
    return entries.emplace_back(std::move(entry));
}

bool applies(const Suppression& suppression, const std::string& day) { return day <= suppression.expires; }

std::string today() { return day_text(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

}  // namespace review
