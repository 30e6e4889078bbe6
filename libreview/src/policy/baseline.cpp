// The YAML of what is known already: docs/baseline.md.
#include <review/baseline.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <review/digest.hpp>
#include <review/suppressions.hpp>

#include "base/messages/policy.hpp"
#include "policy/keyed_file.hpp"

namespace review {
namespace {

using Value = std::tuple<std::string, std::string, std::string>;  // file, rule, fingerprint

std::string id_of_known(const Baseline& baseline, const KnownFinding& entry) {
    const auto digest = KeyedDigest(baseline.key)
                            .of({"baseline", entry.file, entry.rule, entry.fingerprint, std::to_string(entry.count), baseline.document_class, baseline.expires});
    return "b-" + digest.hex().substr(0, 16);
}

std::string text_of(const ConfigNode& root, const char* key) {
    const auto node = root.at(key);
    const auto text = node.as_string();
    if (blank(text)) node.complain(say(Msg::suppress_blank, {key}));
    return text;
}

KnownFinding read_known(const ConfigNode& node, const Baseline& baseline) {
    node.allow_keys({"id", "file", "rule", "fingerprint", "count"});
    KnownFinding entry{node.at("id").as_string(), text_of(node, "file"), text_of(node, "rule"), node.at("fingerprint").as_string(), 1};
    const auto count = node.at("count").as_integer();
    if (!hexadecimal(entry.fingerprint, 64)) node.at("fingerprint").complain(say(Msg::suppress_bad_fingerprint));
    if (count < 1) node.at("count").complain(say(Msg::baseline_bad_count));
    entry.count = static_cast<std::size_t>(count);
    if (entry.id != id_of_known(baseline, entry)) node.at("id").complain(say(Msg::baseline_bad_id, {entry.id}));
    return entry;
}

}  // namespace

Baseline load_baseline(const std::string& path, Bytes key) {
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::suppress_no_key, {path}));
    const auto root = read_keyed_file(path);
    root.allow_keys({"key", "class", "owner", "reason", "expires", "known"});
    if (root.at("key").as_string() != mark_of(key, "baseline")) throw Error(Errc::bad_config, say(Msg::suppress_other_key, {path}));
    Baseline read{std::move(key), text_of(root, "class"), text_of(root, "owner"), text_of(root, "reason"), text_of(root, "expires"), {}};
    if (!calendar_day(read.expires)) root.at("expires").complain(say(Msg::suppress_bad_date, {read.expires}));
    std::set<Value> seen;
    for (const auto& node : root.at("known").as_list()) {
        const auto& entry = read.entries.emplace_back(read_known(node, read));
        if (!seen.insert({entry.file, entry.rule, entry.fingerprint}).second) node.complain(say(Msg::baseline_twice));
    }
    return read;
}

std::string baseline_yaml(const Baseline& baseline) {
    for (const auto& [key, value] : {std::pair{"owner", &baseline.owner}, {"reason", &baseline.reason}}) {
        if (blank(*value)) throw Error(Errc::bad_config, say(Msg::suppress_blank, {key}));
    }
    if (!calendar_day(baseline.expires)) throw Error(Errc::bad_config, say(Msg::suppress_bad_date, {baseline.expires}));
    std::string text = "# " + say(Msg::baseline_head) + "\nkey: " + yaml_quoted(mark_of(baseline.key, "baseline")) + "\n";
    text += "class: " + yaml_quoted(baseline.document_class) + "\nowner: " + yaml_quoted(baseline.owner) + "\nreason: " + yaml_quoted(baseline.reason) +
            "\nexpires: " + yaml_quoted(baseline.expires) + "\n";
    text += baseline.entries.empty() ? "known: []\n" : "known:\n";
    for (const auto& entry : baseline.entries) {
        text += "  - id: " + yaml_quoted(entry.id) + "\n    file: " + yaml_quoted(entry.file) + "\n    rule: " + yaml_quoted(entry.rule) +
                "\n    fingerprint: " + yaml_quoted(entry.fingerprint) + "\n    count: " + std::to_string(entry.count) + "\n";
    }
    return text;
}

void take_stock(Baseline& baseline, const std::string& file, const ScannedDocument& document) {
    if (file.empty()) return;
    std::map<Value, std::size_t> counts;  // sorted: the same findings are the same file
    for (const auto& finding : document.findings) {
        if (finding.action != Action::allow && !finding.fingerprint.empty()) ++counts[{file, finding.rule, finding.fingerprint}];
    }
    for (const auto& [value, count] : counts) {
        auto& entry = baseline.entries.emplace_back(KnownFinding{{}, std::get<0>(value), std::get<1>(value), std::get<2>(value), count});
        entry.id = id_of_known(baseline, entry);
    }
}

BaselineUse mark_known(const Baseline& baseline, const std::vector<std::string>& files, std::vector<ScannedDocument>& documents) {
    BaselineUse use{baseline.owner, baseline.reason, baseline.expires, today() > baseline.expires, 0, 0, 0};
    std::map<std::string, std::vector<const KnownFinding*>> by_file;
    for (const auto& entry : baseline.entries) by_file[entry.file].push_back(&entry);
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const auto known = by_file.find(files.at(i));
        if (known == by_file.end()) continue;
        for (const auto* entry : known->second) {
            std::vector<Finding*> found;
            for (auto& finding : documents[i].findings) {
                if (finding.action != Action::allow && finding.rule == entry->rule && finding.fingerprint == entry->fingerprint) found.push_back(&finding);
            }
            const bool more = found.size() > entry->count;
            const std::string word = use.expired ? "known-expired:" : more ? "known-more:" : "known:";
            for (auto* finding : found) finding->evidence.push_back(word + entry->id);
            if (!use.expired) (more ? use.more : use.known) += found.size();
            use.gone += found.size() < entry->count ? entry->count - found.size() : 0;
        }
    }
    return use;
}

bool is_known(const Finding& finding) {
    return std::any_of(finding.evidence.begin(), finding.evidence.end(), [](const std::string& word) { return word.starts_with("known:"); });
}

}  // namespace review
