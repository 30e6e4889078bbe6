// The YAML an officer edits: docs/decisions.md.
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/plan.hpp>

#include "base/config_node.hpp"
#include "base/messages/redact.hpp"

namespace review {
namespace {

constexpr std::array<std::pair<Disposition, std::string_view>, 4> words{{
    {Disposition::undecided, "undecided"}, {Disposition::redact, "redact"},
    {Disposition::keep, "keep"}, {Disposition::escalate, "escalate"},
}};

std::string_view word_of(Disposition disposition) {
    for (const auto& [key, word] : words) {
        if (key == disposition) return word;
    }
    return "undecided";
}

Disposition read_disposition(const ConfigNode& node) {
    const auto text = node.as_string();
    for (const auto& [key, word] : words) {
        if (word == text) return key;
    }
    node.complain(say(Msg::redact_unknown_decision, {text}));
}

Digest read_digest(const ConfigNode& node) {
    const auto text = node.as_string();
    Digest digest;
    if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
        node.complain(say(Msg::redact_bad_digest));
    }
    for (std::size_t i = 0; i < 32; ++i) {
        digest.bytes[i] = static_cast<std::uint8_t>(std::stoul(text.substr(2 * i, 2), nullptr, 16));
    }
    return digest;
}

Decision read_decision(const ConfigNode& node) {
    node.allow_keys({"finding", "decision", "basis", "note", "by"});
    Decision decision;
    decision.finding = node.at("finding").as_string();
    decision.disposition = read_disposition(node.at("decision"));
    decision.basis = node.string_or("basis", "");
    decision.note = node.string_or("note", "");
    decision.by = node.string_or("by", "");
    // Publishing what a rule calls a secret is an act somebody answers for.
    if (decision.disposition == Disposition::keep && decision.basis.empty()) {
        node.complain(say(Msg::redact_keep_needs_basis, {decision.finding}));
    }
    return decision;
}

// A YAML double-quoted scalar (YAML 1.2, 7.3.1): one line, whatever the text holds.
std::string quoted(std::string_view text) {
    std::string line = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') line += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f) line += ' ';
        else line += c;
    }
    return line + '"';
}

// A comment ends with its line: nothing a label or preview holds may start another.
std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return line;
}

// What a person should know before deciding: that it has to be published, or how few values a mask leaves.
std::string told(const Finding& finding) {
    std::string all;
    for (const auto& word : finding.evidence) {
        for (const std::string_view kind : {"must-publish:", "candidates:", "unmasked:", "suppressed:", "suppression-expired:"}) {
            if (word.starts_with(kind)) all += " | " + one_line(word);
        }
    }
    return all;
}

std::string entry(const Finding& finding, const Decision& decision) {
    std::string text = "  # " + one_line(finding.where.label) + " | " + finding.rule + " | " +
                       std::string(name_of(finding.likelihood)) + " | " + std::string(name_of(finding.action)) +
                       " | " + one_line(finding.preview) + told(finding) + "\n";
    text += "  - finding: " + quoted(finding.id) + "\n";
    text += "    decision: " + std::string(word_of(decision.disposition)) + "\n";
    text += "    basis: " + quoted(decision.basis) + "\n";
    text += "    note: " + quoted(decision.note) + "\n";
    text += "    by: " + quoted(decision.by) + "\n";
    return text;
}

std::string blind_spot_lines(const std::vector<BlindSpot>& blind_spots, const Decisions& earlier) {
    const std::set<std::string> accepted(earlier.accepted_blind_spots.begin(), earlier.accepted_blind_spots.end());
    std::string open, lines;
    std::set<std::string> written;
    for (const auto& spot : blind_spots) {
        if (!written.insert(spot.label).second) continue;
        const auto reason = std::string(name_of(spot.reason)) + ": " + one_line(spot.detail);
        if (accepted.contains(spot.label)) lines += "  - " + quoted(spot.label) + "  # " + reason + "\n";
        else if (!spot.goes) open += "# - " + quoted(spot.label) + "  # " + reason + "\n";
    }
    std::string text = lines.empty() ? "accepted_blind_spots: []\n" : "accepted_blind_spots:\n" + lines;
    if (!open.empty()) text += "# " + say(Msg::redact_file_blind_spots) + "\n" + open;
    return text;
}

}  // namespace

Decisions load_decisions(const std::string& path) {
    Limits small;
    small.file_bytes = 64 << 20;
    const auto file = load_draft(path, small);
    const auto root = ConfigNode::parse(file.bytes, path, Errc::bad_config);
    root.allow_keys({"draft", "redact_all", "decisions", "accepted_blind_spots"});
    Decisions decisions;
    decisions.draft = read_digest(root.at("draft"));
    if (decisions.draft == Digest{}) root.at("draft").complain("draft: 000...");  // would fit any draft
    decisions.redact_all = root.boolean_or("redact_all", false);
    if (root.has("decisions")) {
        for (const auto& node : root.at("decisions").as_list()) decisions.decisions.push_back(read_decision(node));
    }
    decisions.accepted_blind_spots = root.strings_or_empty("accepted_blind_spots");
    return decisions;
}

std::string decisions_yaml(const Draft& draft, const std::vector<Finding>& findings,
                           const std::vector<BlindSpot>& blind_spots, const Decisions& earlier) {
    std::map<std::string, const Decision*> said;
    for (const auto& decision : earlier.decisions) said.emplace(decision.finding, &decision);
    std::string text = "# " + one_line(draft.name) + "\n# " + say(Msg::redact_file_head) + "\n";
    text += "draft: " + quoted(draft.digest.hex()) + "\n";
    // What was said of all findings and of places nobody could read was said of those bytes only.
    const bool same = earlier.draft == draft.digest;
    text += std::string("redact_all: ") + (earlier.redact_all && same ? "true" : "false") + "\n";
    text += findings.empty() ? "decisions: []\n" : "decisions:\n";
    for (const auto& finding : findings) {
        const auto found = said.find(finding.id);
        text += entry(finding, found == said.end() ? Decision{finding.id, Disposition::undecided, {}, {}, {}} : *found->second);
    }
    return text + blind_spot_lines(blind_spots, same ? earlier : Decisions{});
}

}  // namespace review
