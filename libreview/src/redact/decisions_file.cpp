// The YAML an officer edits: docs/decisions.md.
#include <review/decisions_file.hpp>

#include <array>
#include <cstdlib>
#include <utility>

#include <review/error.hpp>

#include "base/calendar.hpp"
#include "base/config_node.hpp"
#include "base/messages/redact.hpp"
#include "policy/keyed_file.hpp"
#include "redact/decisions_text.hpp"

namespace review {
namespace {

constexpr std::array<std::pair<Disposition, std::string_view>, 7> words{{
    {Disposition::undecided, "undecided"}, {Disposition::redact, "redact"}, {Disposition::mask, "mask"}, {Disposition::keep, "keep"},
    {Disposition::escalate, "escalate"}, {Disposition::consult, "consult"}, {Disposition::undetermined, "undetermined"},
}};

Disposition read_disposition(const ConfigNode& node) {
    const auto text = node.as_string();
    std::string all;
    for (const auto& [key, word] : words) {
        if (word == text) return key;
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    node.complain(say(Msg::redact_unknown_decision, {text, all}));
}

Digest read_digest(const ConfigNode& node) {
    const auto text = node.as_string();
    Digest digest;
    if (!hexadecimal(text, 64)) node.complain(say(Msg::redact_bad_digest));
    for (std::size_t i = 0; i < 32; ++i) {
        digest.bytes[i] = static_cast<std::uint8_t>(std::stoul(text.substr(2 * i, 2), nullptr, 16));
    }
    return digest;
}

std::string read_anchor(const ConfigNode& node, const char* key, std::size_t digits) {
    const auto text = node.string_or(key, "");
    if (!text.empty() && !hexadecimal(text, digits)) node.at(key).complain(say(Msg::redact_bad_anchor, {key}));
    return text;
}

void read_clock(const ConfigNode& node, Decision& decision) {
    decision.since = node.string_or("since", "");
    decision.extended = node.boolean_or("extended", false);
    if (!decision.since.empty() && !calendar_day(decision.since)) node.at("since").complain(say(Msg::redact_bad_day, {decision.since}));
    const bool runs = decision.disposition == Disposition::consult || decision.disposition == Disposition::undetermined;
    if (runs && decision.since.empty()) node.complain(say(Msg::redact_needs_since, {decision.finding, name_of(decision.disposition)}));
    if (decision.extended && decision.disposition == Disposition::consult) node.at("extended").complain(say(Msg::redact_not_extended));
}

Decision read_decision(const ConfigNode& node) {
    node.allow_keys({"finding", "decision", "basis", "note", "by", "since", "extended", "carried", "value", "context"});
    Decision decision;
    decision.finding = node.at("finding").as_string();
    decision.disposition = read_disposition(node.at("decision"));
    decision.basis = node.string_or("basis", "");
    if (cited({}, decision.basis).unknown.empty()) decision.basis.clear();  // blanks and commas name nothing
    decision.note = node.string_or("note", "");
    decision.by = node.string_or("by", "");
    decision.carried = node.boolean_or("carried", false);
    decision.anchor = {read_anchor(node, "value", anchor_digits), read_anchor(node, "context", anchor_digits)};
    decision.line = node.line();
    read_clock(node, decision);
    // Publishing what a rule calls a secret is an act somebody answers for.
    if (decision.disposition == Disposition::keep && decision.basis.empty()) {
        node.complain(say(Msg::redact_keep_needs_basis, {decision.finding}));
    }
    return decision;
}

// Files from before the catalogue stay valid, but it is said what they rest on.
void check_basis(const ConfigNode& node, const LegalBases& bases, bool strict, Decisions& decisions) {
    const auto basis = node.string_or("basis", "");
    for (const auto& item : cited(bases, basis).unknown) {
        std::string nearest;
        for (const auto& key : nearest_keys(bases, item)) nearest += (nearest.empty() ? "" : ", ") + key;
        const auto what = say(Msg::redact_unknown_basis, {item, nearest});
        if (strict) node.at("basis").complain(what);
        decisions.remarks.push_back(node.file() + ":" + std::to_string(node.at("basis").line()) + ": " + what);
    }
}

std::string read_file(const std::string& path) {
    const auto file = load_settings_file(path, 64 << 20);
    return std::string(file.bytes.begin(), file.bytes.end());
}

}  // namespace

std::string_view name_of(Disposition disposition) {
    for (const auto& [key, word] : words) {
        if (key == disposition) return word;
    }
    return "undecided";
}

bool waits(Disposition disposition) {
    return disposition == Disposition::escalate || disposition == Disposition::consult || disposition == Disposition::undetermined;
}

Decisions read_decisions(const std::string& yaml, const std::string& file, const LegalBases* bases) {
    const auto root = ConfigNode::parse(as_bytes(yaml), file, Errc::bad_config);
    root.allow_keys({"version", "draft", "key", "redact_all", "decisions", "accepted_blind_spots"});
    const bool strict = root.has("version");
    if (strict && root.at("version").as_integer() != 2) root.at("version").complain(say(Msg::redact_bad_version));
    Decisions decisions;
    decisions.draft = read_digest(root.at("draft"));
    if (decisions.draft == Digest{}) root.at("draft").complain(say(Msg::redact_zero_digest));  // it stands for any draft
    decisions.key = read_anchor(root, "key", key_mark_digits);
    decisions.redact_all = root.boolean_or("redact_all", false);
    if (root.has("decisions")) {
        for (const auto& node : root.at("decisions").as_list()) {
            decisions.decisions.push_back(read_decision(node));
            if (bases) check_basis(node, *bases, strict, decisions);
        }
    }
    decisions.accepted_blind_spots = root.strings_or_empty("accepted_blind_spots");
    return decisions;
}

Decisions load_decisions(const std::string& path, const LegalBases& bases) { return read_decisions(read_file(path), path, &bases); }

Decisions load_decisions(const std::string& path) { return load_decisions(path, built_in_bases()); }

EarlierDecisions load_earlier_decisions(const std::string& path, const LegalBases& bases) {
    EarlierDecisions earlier;
    earlier.text = read_file(path);
    earlier.file = path;
    earlier.decisions = read_decisions(earlier.text, path, &bases);
    return earlier;
}

}  // namespace review
