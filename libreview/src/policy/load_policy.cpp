#include <algorithm>
#include <filesystem>
#include <string_view>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/policy.hpp>

#include "base/config_node.hpp"
#include "base/messages.hpp"

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

Policy read_policy(ByteView yaml, const std::string& file, Channel channel) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"policy", "title_en", "title_zh", "rows"});
    Policy policy;
    policy.name = root.at("policy").as_string();
    policy.channel = channel;
    policy.digest = sha256(yaml);
    for (const auto& row : root.at("rows").as_list()) policy.rows.push_back(read_row(row, channel));
    return policy;
}

}  // namespace

Policy load_policy(const std::string& name_or_path, Channel channel) {
    for (const auto& [name, yaml] : built_in) {
        if (name == name_or_path) return read_policy(as_bytes(yaml), std::string(name), channel);
    }
    std::error_code gone;
    if (!std::filesystem::exists(name_or_path, gone)) {
        std::string names;
        for (const auto& name : built_in_policies()) names += (names.empty() ? "" : ", ") + name;
        throw Error(Errc::bad_config, say(Msg::policy_not_found, {name_or_path, names}));
    }
    Limits small;
    small.file_bytes = 1 << 20;
    return read_policy(load_draft(name_or_path, small).bytes, name_or_path, channel);
}

std::vector<std::string> built_in_policies() {
    std::vector<std::string> names;
    for (const auto& policy : built_in) names.emplace_back(policy.name);
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace review
