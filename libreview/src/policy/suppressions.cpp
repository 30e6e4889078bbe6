// The YAML of values that may go out: docs/suppressions.md.
#include <review/suppressions.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include <review/error.hpp>
#include <review/xml_fields.hpp>

#include "base/calendar.hpp"
#include "base/config_node.hpp"
#include "base/messages/policy.hpp"
#include "policy/keyed_file.hpp"

namespace review {
namespace {

std::string id_of(ByteView key, const Suppression& entry) {
    const KeyedDigest keyed(key);
    const auto digest = entry.field.empty() ? keyed.of({"suppression", entry.fingerprint, entry.rule, entry.document_class, entry.expires})
                                            : keyed.of({"suppression", entry.fingerprint, entry.rule, entry.document_class, entry.expires, entry.field});
    return "s-" + digest.hex().substr(0, 16);
}

// What is let out; the rest says by whom, why and until when.
using What = std::array<std::string, 4>;
What what_of(const Suppression& entry) { return {entry.fingerprint, entry.rule, entry.document_class, entry.field}; }

Suppression read_entry(const ConfigNode& node, ByteView key) {
    node.allow_keys({"id", "fingerprint", "rule", "class", "field", "reason", "approver", "expires"});
    Suppression entry;
    entry.id = node.at("id").as_string();
    entry.fingerprint = node.at("fingerprint").as_string();
    entry.rule = node.at("rule").as_string();
    entry.document_class = node.at("class").as_string();
    entry.reason = node.at("reason").as_string();
    entry.approver = node.at("approver").as_string();
    entry.expires = node.at("expires").as_string();
    entry.field = node.string_or("field", "");
    if (entry.field.empty() == (entry.rule == xml_field_rule)) node.at("rule").complain(say(Msg::suppress_field, {xml_field_rule}));
    if (!hexadecimal(entry.fingerprint, 64)) node.at("fingerprint").complain(say(Msg::suppress_bad_fingerprint));
    if (!calendar_day(entry.expires)) node.at("expires").complain(say(Msg::suppress_bad_date, {entry.expires}));
    for (const auto word : {"rule", "class", "reason", "approver"}) {
        if (blank(node.at(word).as_string())) node.at(word).complain(say(Msg::suppress_blank, {word}));
    }
    if (entry.id != id_of(key, entry)) node.at("id").complain(say(Msg::suppress_bad_id, {entry.id}));
    return entry;
}

}  // namespace

Suppressions load_suppressions(const std::string& path, Bytes key) {
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::suppress_no_key, {path}));
    const auto root = read_keyed_file(path);
    root.allow_keys({"key", "suppressions"});
    if (root.at("key").as_string() != mark_of(key, "suppressions")) throw Error(Errc::bad_config, say(Msg::suppress_other_key, {path}));
    Suppressions read;
    std::set<What> seen;
    for (const auto& node : root.at("suppressions").as_list()) {
        read.entries.push_back(read_entry(node, key));
        if (!seen.insert(what_of(read.entries.back())).second) node.complain(say(Msg::suppress_twice));
    }
    read.key = std::move(key);
    return read;
}

std::string suppressions_yaml(const Suppressions& suppressions) {
    std::string text = "# " + say(Msg::suppress_head) + "\nkey: " + yaml_quoted(mark_of(suppressions.key, "suppressions")) + "\n";
    text += suppressions.entries.empty() ? "suppressions: []\n" : "suppressions:\n";
    for (const auto& entry : suppressions.entries) {
        text += "  - id: " + yaml_quoted(entry.id) + "\n";
        text += "    fingerprint: " + yaml_quoted(entry.fingerprint) + "\n";
        text += "    rule: " + yaml_quoted(entry.rule) + "\n";
        text += "    class: " + yaml_quoted(entry.document_class) + "\n";
        if (!entry.field.empty()) text += "    field: " + yaml_quoted(entry.field) + "\n";
        text += "    reason: " + yaml_quoted(entry.reason) + "\n";
        text += "    approver: " + yaml_quoted(entry.approver) + "\n";
        text += "    expires: " + yaml_quoted(entry.expires) + "\n";
    }
    return text;
}

const Suppression& suppress(Suppressions& suppressions, Suppression entry) {
    if (blank(entry.reason)) throw Error(Errc::bad_config, say(Msg::suppress_blank, {"reason"}));
    if (blank(entry.approver)) throw Error(Errc::bad_config, say(Msg::suppress_blank, {"approver"}));
    if (!calendar_day(entry.expires)) throw Error(Errc::bad_config, say(Msg::suppress_bad_date, {entry.expires}));
    entry.id = id_of(suppressions.key, entry);
    auto& entries = suppressions.entries;
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Suppression& old) { return what_of(old) == what_of(entry); });
    if (same != entries.end()) return *same = std::move(entry);
    return entries.emplace_back(std::move(entry));
}

bool applies(const Suppression& suppression, const std::string& day) { return day <= suppression.expires; }

std::string today() { return day_text(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

}  // namespace review
