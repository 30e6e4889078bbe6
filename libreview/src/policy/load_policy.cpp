#include <algorithm>
#include <filesystem>
#include <string_view>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/policy.hpp>

#include "base/config_node.hpp"
#include "base/loose_text.hpp"
#include "base/messages/policy.hpp"
#include "policy/read_field_rule.hpp"

namespace review {
namespace {

struct BuiltIn {
    std::string_view name;
    std::string_view yaml;
};

const BuiltIn built_in[] = {
#define REVIEW_FILE(name, content) {name, {content, sizeof(content) - 1}},
#include "embedded/policies.inc"
#undef REVIEW_FILE
};

Action read_action(const ConfigNode& node) {
    const auto word = node.as_string();
    const auto value = action(word);
    if (!value) node.complain(say(Msg::policy_unknown_word, {word, "allow, review, warn, block"}));
    return *value;
}

// A row says one action, or one for each channel; the channel's own word wins.
Action action_for(const ConfigNode& row, Channel channel) {
    if (row.has(name_of(channel))) return read_action(row.at(name_of(channel)));
    return read_action(row.at("action"));
}

void check_selector(const ConfigNode& node, const std::string& rule) {
    const std::string_view prefix = "category:";
    if (rule == "*") return;
    if (rule.starts_with(prefix)) {
        if (!category(rule.substr(prefix.size()))) {
            node.complain(say(Msg::policy_unknown_word,
                              {rule, "category:personal, category:trade, category:classified, category:work-secret, "
                                     "category:credential, category:term"}));
        }
        return;
    }
    const auto slash = rule.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == rule.size()) {
        node.complain(say(Msg::policy_unknown_word, {rule, "pack/rule, pack/*, category:NAME, *"}));
    }
}

PolicyRow read_row(const ConfigNode& node, Channel channel) {
    node.allow_keys({"rule", "at_least", "action", "internet", "restricted", "board", "basis", "because"});
    PolicyRow row;
    row.rule = node.at("rule").as_string();
    check_selector(node.at("rule"), row.rule);
    if (node.has("at_least")) {
        const auto word = node.at("at_least").as_string();
        const auto least = likelihood(word);
        if (!least) node.at("at_least").complain(say(Msg::policy_unknown_word, {word, "possible, likely, certain"}));
        row.at_least = *least;
    }
    row.action = action_for(node, channel);
    // Every channel's word is read, so that a slip in one is found while another is used.
    for (const auto other : {"action", "internet", "restricted", "board"}) {
        if (node.has(other)) read_action(node.at(other));
    }
    row.basis = node.strings_or_empty("basis");
    return row;
}

MustPublish read_must_publish(const ConfigNode& node) {
    node.allow_keys({"rule", "labels", "evidence", "basis", "because"});
    MustPublish entry;
    entry.rule = node.string_or("rule", "*");
    if (node.has("rule")) check_selector(node.at("rule"), entry.rule);
    entry.labels = node.strings_or_empty("labels");
    entry.evidence = node.strings_or_empty("evidence");
    entry.basis = node.strings_or_empty("basis");
    const bool blank = std::any_of(entry.labels.begin(), entry.labels.end(), [](const auto& label) { return loose(label).empty(); });
    if (blank || (entry.labels.empty() && entry.evidence.empty())) node.complain(say(Msg::policy_must_publish_what));
    return entry;
}

std::string read_class(const ConfigNode& node) {
    const auto word = node.as_string();
    if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
        node.complain(say(Msg::policy_bad_class));
    }
    return word;
}

std::uint64_t read_floor(const ConfigNode& node) {
    const long floor = node.as_integer();
    if (floor < 0) node.complain(say(Msg::policy_bad_floor));
    return static_cast<std::uint64_t>(floor);
}

const BuiltIn* built_in_policy(std::string_view name) {
    for (const auto& policy : built_in) {
        if (policy.name == name) return &policy;
    }
    return nullptr;
}

// As people read it: "Default" and "default " are the same name.
std::string read_name(std::string_view name) {
    auto letters = loose(name);
    std::erase_if(letters, [](char c) { return c == '-' || c == '_'; });
    return letters;
}

// Reports, evidence and statements name the policy: nobody's own is to pass for one of ours. A copy of it is it.
void check_own_name(const ConfigNode& node, const std::string& name, ByteView yaml) {
    const auto own = read_name(name);
    const bool taken = std::any_of(std::begin(built_in), std::end(built_in),
                                   [&](const BuiltIn& one) { return read_name(one.name) == own && sha256(as_bytes(one.yaml)) != sha256(yaml); });
    if (taken || own.empty()) node.complain(say(Msg::policy_taken_name, {name}));
}

std::string built_in_names() {
    std::string names;
    for (const auto& name : built_in_policies()) names += (names.empty() ? "" : ", ") + name;
    return names;
}

Policy read_policy(ByteView yaml, const std::string& file, Channel channel, bool ours);

// Rows of the extended policy are tried after the file's own, and what it wants published has to be here too.
Policy extended_by(const ConfigNode& root, Channel channel) {
    if (!root.has("extends")) return {};
    const auto word = root.at("extends").as_string();
    const BuiltIn* policy = built_in_policy(word);
    if (!policy) root.at("extends").complain(say(Msg::policy_unknown_word, {word, built_in_names()}));
    return read_policy(as_bytes(policy->yaml), std::string(policy->name), channel, true);
}

Policy read_policy(ByteView yaml, const std::string& file, Channel channel, bool ours) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"policy", "title_en", "title_zh", "class", "extends", "mask_floor", "must_publish", "xml", "rows"});
    Policy policy = extended_by(root, channel);
    policy.name = root.at("policy").as_string();
    if (!ours) check_own_name(root.at("policy"), policy.name, yaml);
    policy.title_en = root.string_or("title_en", "");
    policy.title_zh = root.string_or("title_zh", "");
    if (root.has("class")) policy.document_class = read_class(root.at("class"));
    if (root.has("mask_floor")) policy.mask_floor = read_floor(root.at("mask_floor"));
    policy.channel = channel;
    policy.digest = sha256(yaml);
    std::vector<PolicyRow> rows;
    for (const auto& row : root.at("rows").as_list()) rows.push_back(read_row(row, channel));
    policy.rows.insert(policy.rows.begin(), rows.begin(), rows.end());
    if (root.has("must_publish")) {
        for (const auto& entry : root.at("must_publish").as_list()) policy.must_publish.push_back(read_must_publish(entry));
    }
    if (root.has("xml")) {
        std::vector<FieldRule> fields;
        for (const auto& entry : root.at("xml").as_list()) fields.push_back(read_field_rule(entry));
        policy.fields.insert(policy.fields.begin(), fields.begin(), fields.end());
    }
    return policy;
}

}  // namespace

Policy load_policy(const std::string& name_or_path, Channel channel) {
    if (const auto* policy = built_in_policy(name_or_path)) return read_policy(as_bytes(policy->yaml), name_or_path, channel, true);
    std::error_code gone;
    if (!std::filesystem::exists(name_or_path, gone)) {
        throw Error(Errc::bad_config, say(Msg::policy_not_found, {name_or_path, built_in_names()}));
    }
    return read_policy(load_settings_file(name_or_path).bytes, name_or_path, channel, false);
}

std::vector<std::string> built_in_policies() {
    std::vector<std::string> names;
    for (const auto& policy : built_in) names.emplace_back(policy.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace review
