#include <algorithm>
#include <filesystem>

#include <review/aggregation_rules.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/policy.hpp>

#include "base/config_node.hpp"
#include "base/messages/aggregation.hpp"

namespace review {
namespace {

struct BuiltInAggregation {
    std::string_view name;
    std::string_view yaml;
};

const BuiltInAggregation built_in_aggregation[] = {
#define REVIEW_FILE(name, content) {name, {content, sizeof(content) - 1}},
#include "embedded/aggregation.inc"
#undef REVIEW_FILE
};

constexpr std::string_view all_kinds =
#define REVIEW_KIND(kind, type, name) name " "
#include "model/attribute_kinds.inc"
#undef REVIEW_KIND
    ;

std::vector<AttributeKind> read_kinds(const ConfigNode& root, std::string_view key) {
    std::vector<AttributeKind> kinds;
    if (!root.has(key)) return kinds;
    for (const auto& name : root.at(key).as_strings()) {
        const auto kind = attribute_kind(name);
        if (!kind) root.at(key).complain(say(Msg::aggregation_unknown_kind, {name, all_kinds}));
        kinds.push_back(*kind);
    }
    return kinds;
}

Estimator read_estimator(const ConfigNode& node) {
    const auto word = node.as_string();
    if (word == "one") return Estimator::one;
    if (word == "resident-id") return Estimator::resident_id;
    if (word == "table") return Estimator::table;
    if (word != "unknown") node.complain(say(Msg::aggregation_unknown_word, {word, "one, resident-id, table, unknown"}));
    return Estimator::unknown;
}

AggregationRule read_rule(const ConfigNode& node) {
    node.allow_keys({"name", "title", "needs", "quasi", "estimator", "floor", "channels", "remedies", "basis"});
    AggregationRule rule;
    rule.name = node.at("name").as_string();
    const auto title = node.at("title");
    title.allow_keys({"en", "zh"});
    rule.title_en = title.at("en").as_string(), rule.title_zh = title.at("zh").as_string();
    rule.needs = read_kinds(node, "needs");
    rule.quasi = read_kinds(node, "quasi");
    rule.estimator = read_estimator(node.at("estimator"));
    if (rule.needs.empty()) node.complain(say(Msg::aggregation_no_needs));
    if ((rule.estimator == Estimator::table) == rule.quasi.empty()) node.complain(say(Msg::aggregation_no_quasi));
    if (node.has("floor")) {
        const long floor = node.at("floor").as_integer();
        if (floor < 1) node.at("floor").complain(say(Msg::aggregation_bad_floor));
        rule.floor = static_cast<std::uint64_t>(floor);
    }
    rule.channels = node.strings_or_empty("channels");
    for (const auto& word : rule.channels) {
        if (!channel(word)) node.at("channels").complain(say(Msg::aggregation_unknown_word, {word, "internet, restricted, board"}));
    }
    for (const auto& word : node.strings_or_empty("remedies")) {
        const auto type = attribute_type(word);
        if (!type) node.at("remedies").complain(say(Msg::aggregation_unknown_kind, {word, all_kinds}));
        rule.remedies.push_back(*type);
    }
    rule.basis = node.strings_or_empty("basis");
    return rule;
}

AggregationRules read_rules(ByteView yaml, const std::string& file) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"aggregation", "rules"});
    AggregationRules rules{root.at("aggregation").as_string(), sha256(yaml), {}};
    for (const auto& node : root.at("rules").as_list()) {
        auto rule = read_rule(node);
        const bool twice = std::any_of(rules.rules.begin(), rules.rules.end(), [&](const auto& other) { return other.name == rule.name; });
        if (twice) node.complain(say(Msg::aggregation_rule_twice, {rule.name}));
        rules.rules.push_back(std::move(rule));
    }
    return rules;
}

}  // namespace

AggregationRules load_aggregation(const std::string& name_or_path) {
    for (const auto& rules : built_in_aggregation) {
        if (rules.name == name_or_path) return read_rules(as_bytes(rules.yaml), name_or_path);
    }
    std::error_code gone;
    if (!std::filesystem::exists(name_or_path, gone)) throw Error(Errc::bad_config, say(Msg::aggregation_not_found, {name_or_path}));
    return read_rules(load_settings_file(name_or_path).bytes, name_or_path);
}

}  // namespace review
