#include "redact/decisions_text.hpp"

#include <algorithm>
#include <sstream>

#include <review/error.hpp>

#include "base/config_node.hpp"
#include "base/messages/redact.hpp"

namespace review {
namespace {

std::string_view after_blanks(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    return begin == line.npos ? std::string_view() : line.substr(begin);
}

bool is_comment(std::string_view line) { return after_blanks(line).starts_with('#'); }
bool is_blank(std::string_view line) { return after_blanks(line).find_first_not_of('\r') == line.npos; }
bool says_something(std::string_view line) { return !is_comment(line) && !is_blank(line); }

bool is_status(std::string_view line) { return after_blanks(line).starts_with("#!"); }

// Also as versions before the mark wrote it: "# page 1 | pack/rule | certain | block | 15********0".
bool is_place(std::string_view line) {
    if (after_blanks(line).starts_with("#:")) return true;
    std::vector<std::string> fields;
    const auto text = after_blanks(line);
    for (std::size_t at = 0; at < text.size();) {
        const auto bar = std::min(text.find(" | ", at), text.size());
        fields.emplace_back(text.substr(at, bar - at));
        at = bar + 3;
    }
    return fields.size() >= 5 && likelihood(fields[2]) && action(fields[3]);
}

bool is_open_spot(std::string_view line) {
    const auto said = [&](Language language) { return line == "# " + say_in(language, Msg::redact_file_blind_spots); };
    return line.starts_with("# - \"") || said(Language::en) || said(Language::zh);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::size_t line_index(const ConfigNode& node) { return static_cast<std::size_t>(node.line() - 1); }

std::size_t key_line(const std::vector<std::string>& lines, std::string_view key) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with(std::string(key) + ":")) return i;
    }
    return lines.size();
}

// Past the last line of a section that says something: comments before the next key belong to what follows.
std::size_t end_of_section(const std::vector<std::string>& lines, std::size_t begin) {
    auto end = begin + 1;
    for (auto i = begin + 1; i < lines.size(); ++i) {
        const bool item = lines[i].starts_with(' ') || lines[i].starts_with('-');
        if (says_something(lines[i]) && !item) break;
        if (says_something(lines[i])) end = i + 1;
    }
    return end;
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return line;
}

std::string place_comment(const Finding& finding) {
    std::string text = "#: " + one_line(finding.where.label) + " | " + finding.rule + " | " + std::string(name_of(finding.likelihood)) +
                       " | " + std::string(name_of(finding.action)) + " | " + one_line(finding.preview);
    // What a person should know before deciding: that it has to be published, or how few values a mask leaves.
    for (const auto& word : finding.evidence) {
        for (const std::string_view kind : {"must-publish:", "candidates:", "unmasked:", "suppressed:", "suppression-expired:"}) {
            if (word.starts_with(kind)) text += " | " + one_line(word);
        }
    }
    return text;
}

std::string entry(const Decision& decision, std::size_t column) {
    const std::string dash(column, ' '), blanks(column + 2, ' ');
    std::string text = dash + "- finding: " + yaml_quoted(decision.finding) + "\n";
    text += blanks + "decision: " + std::string(name_of(decision.disposition)) + "\n";
    for (const auto& [key, value] : {std::pair{"basis", &decision.basis}, {"note", &decision.note}, {"by", &decision.by}}) {
        text += blanks + key + ": " + yaml_quoted(*value) + "\n";
    }
    if (!decision.since.empty()) text += blanks + "since: " + decision.since + "\n";
    if (decision.extended) text += blanks + "extended: true\n";
    if (decision.carried) text += blanks + "carried: true\n";
    for (const auto& [key, value] : {std::pair{"value", &decision.anchor.value}, {"context", &decision.anchor.context}}) {
        if (!value->empty()) text += blanks + key + ": " + yaml_quoted(*value) + "\n";
    }
    return text;
}

std::optional<DecisionsText> DecisionsText::split(const std::string& text) {
    DecisionsText parts;
    parts.lines_ = lines_of(text);
    const auto& lines = parts.lines_;
    const auto root = ConfigNode::parse(as_bytes(text), "", Errc::bad_config);
    for (const auto& [key, node] : root.entries()) {
        const auto at = key_line(lines, key);
        if (at == lines.size()) return {};  // a mapping in braces, or keys in quotes
        if (key == "decisions") parts.decisions_ = {at, end_of_section(lines, at)};
        else if (key == "accepted_blind_spots") parts.spots_ = {at, end_of_section(lines, at)};
        else parts.head_.insert(at);
    }
    const auto items = root.has("decisions") ? root.at("decisions").as_list() : std::vector<ConfigNode>{};
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto begin = line_index(items[i]), past = i + 1 < items.size() ? line_index(items[i + 1]) : parts.decisions_.second;
        if (begin <= parts.decisions_.first || past <= begin || past > lines.size()) return {};
        const auto column = lines[begin].find('-');
        if (after_blanks(lines[begin]).find("- ") != 0 || (i > 0 && column != parts.column_)) return {};
        parts.column_ = column;
        auto end = past;
        while (!says_something(lines[end - 1])) --end;
        Block block;
        block.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end));
        auto above = begin;
        while (above > parts.decisions_.first + 1 && !says_something(lines[above - 1])) --above;
        for (; above < begin; ++above) {
            if (!is_place(lines[above])) block.comments.push_back(lines[above]);
        }
        auto& keys = parts.keys_.emplace_back();
        for (const auto& [key, node] : items[i].entries()) {
            if (line_index(node) < begin || line_index(node) >= end) return {};
            keys[key] = line_index(node) - begin;
        }
        parts.blocks_.push_back(std::move(block));
    }
    if (root.has("accepted_blind_spots") && root.at("accepted_blind_spots").is_list()) {
        for (const auto& node : root.at("accepted_blind_spots").as_list()) {
            const auto& line = lines.at(line_index(node));
            if (after_blanks(line).starts_with("- ")) parts.accepted_[node.as_string()] = line + "\n";
        }
    }
    return parts;
}

std::string DecisionsText::edited(std::size_t number, const Decision& was, const Decision& now, const std::string& comments,
                                  bool keep_status) const {
    auto lines = blocks_[number].lines;
    const auto& keys = keys_[number];
    const std::string blanks(lines[0].find_first_not_of(' ', lines[0].find('-') + 1), ' ');
    auto& id_line = lines[keys.at("finding")];
    if (const auto at = id_line.find(was.finding); at != id_line.npos) id_line.replace(at, was.finding.size(), now.finding);
    std::string more;
    std::set<std::size_t> without;
    const auto set = [&](const char* key, const std::string& value, bool wanted) {
        const auto found = keys.find(key);
        if (found == keys.end()) more += wanted ? blanks + key + ": " + value + "\n" : "";
        else if (!wanted) without.insert(found->second);
        else lines[found->second].replace(lines[found->second].find(key), std::string::npos, std::string(key) + ": " + value);
    };
    set("carried", "true", now.carried);
    set("value", yaml_quoted(now.anchor.value), !now.anchor.value.empty());
    set("context", yaml_quoted(now.anchor.context), !now.anchor.context.empty());
    std::string text;
    for (const auto& line : blocks_[number].comments) {
        if (keep_status || !is_status(line)) text += line + "\n";
    }
    text += comments;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!without.contains(i)) text += lines[i] + "\n";
    }
    return text + more;
}

std::string DecisionsText::with(const Sections& sections, bool keep_status) const {
    std::string text;
    bool head = false, decisions = false, spots = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (head_.contains(i)) {
            text += head ? "" : sections.head;
            head = true;
        } else if (decisions_.second > 0 && i == decisions_.first) {
            text += sections.decisions;
            decisions = true;
            i = decisions_.second - 1;
        } else if (spots_.second > 0 && i == spots_.first) {
            text += sections.blind_spots;
            spots = true;
            for (++i; i < spots_.second; ++i) text += is_comment(lines_[i]) && !is_open_spot(lines_[i]) ? lines_[i] + "\n" : "";
            --i;
        } else if (!is_open_spot(lines_[i]) && !is_place(lines_[i]) && (keep_status || !is_status(lines_[i]))) {
            text += lines_[i] + "\n";
        }
    }
    if (!decisions) text += sections.decisions;
    if (!spots) text += sections.blind_spots;
    return text + sections.end;
}

std::string DecisionsText::accepted_line(const std::string& label) const {
    const auto found = accepted_.find(label);
    return found == accepted_.end() ? "" : found->second;
}

}  // namespace review
