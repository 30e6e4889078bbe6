#include <review/pattern_pack.hpp>

#include <algorithm>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/config_node.hpp"
#include "base/messages/scan.hpp"
#include "scan/check_digits.hpp"
#include "scan/pack_examples.hpp"
#include "scan/rule_name.hpp"
#include "scan/verifier.hpp"
#include "text/views.hpp"

namespace review {
namespace {

Example example(const ConfigNode& node) {
    Example made;
    made.text = node.as_string();
    made.line = node.line();
    made.end = made.text.size();
    const auto open = made.text.find("[[");
    const auto close = made.text.find("]]");
    if (open == std::string::npos && close == std::string::npos) return made;
    if (open == std::string::npos || close == std::string::npos || close < open) {
        node.complain(say(Msg::scan_bad_brackets));
    }
    made.text.erase(close, 2).erase(open, 2);
    made.begin = open;
    made.end = close - 2;
    if (made.text.find("[[") != std::string::npos) node.complain(say(Msg::scan_bad_brackets));
    return made;
}

std::vector<Example> examples(const ConfigNode& rule, std::string_view key) {
    std::vector<Example> list;
    if (!rule.has(key)) return list;
    for (const auto& item : rule.at(key).as_list()) list.push_back(example(item));
    return list;
}

std::vector<Pattern> patterns(const ConfigNode& rule, std::string_view key) {
    std::vector<Pattern> list;
    if (!rule.has(key)) return list;
    const ConfigNode node = rule.at(key);
    if (!node.is_list()) return {{node.as_string(), node.line()}};
    for (const auto& item : node.as_list()) list.push_back({item.as_string(), item.line()});
    return list;
}

std::vector<int> lengths(const ConfigNode& rule) {
    std::vector<int> list;
    if (!rule.has("digits")) return list;
    const ConfigNode node = rule.at("digits");
    const auto items = node.is_list() ? node.as_list() : std::vector<ConfigNode>{node};
    for (const auto& item : items) {
        const long length = item.as_integer();
        if (length < 6 || length > 40) item.complain(say(Msg::scan_bad_length));
        list.push_back(static_cast<int>(length));
    }
    return list;
}

template <typename Value>
Value word(const ConfigNode& rule, std::string_view key, std::optional<Value> (*read)(std::string_view),
           std::optional<Value> otherwise = {}) {
    if (otherwise && !rule.has(key)) return *otherwise;
    const std::string text = rule.at(key).as_string();
    const auto value = read(text);
    if (!value) rule.at(key).complain(say(Msg::scan_unknown_word, {text}));
    return *value;
}

void read_title(const ConfigNode& node, std::string& en, std::string& zh) {
    const ConfigNode title = node.at("title");
    title.allow_keys({"en", "zh"});
    en = title.at("en").as_string();
    zh = title.at("zh").as_string();
}

std::string rule_name(const ConfigNode& node, std::string_view key) {
    const auto name = node.at(key).as_string();
    if (!is_rule_name(name)) node.at(key).complain(say(Msg::scan_bad_name));
    return name;
}

// What no text can hold near a value would be found nowhere, and nobody would hear of it.
void check_labels(const ConfigNode& node, const Rule& rule) {
    if (rule.label_required && rule.labels.empty()) node.at("label_required").complain(say(Msg::scan_label_needs_labels));
    for (const auto& label : rule.labels) {
        const auto size = in_view(ViewKind::base, label).size();
        if (size == 0) node.at("labels").complain(say(Msg::scan_empty_term));
        if (size > label_reach && rule.value.empty()) node.at("labels").complain(say(Msg::scan_long_label, {std::to_string(label_reach)}));
    }
}

void check_rule(const ConfigNode& node, const Rule& rule) {
    if (rule.match.empty() && rule.terms.empty() && rule.digits.empty() && rule.value.empty()) node.complain(say(Msg::scan_empty_rule));
    if (!rule.verify.empty() && !verifier(rule.verify)) {
        node.at("verify").complain(say(Msg::scan_unknown_word, {rule.verify}));
    }
    if (!rule.check.empty() && !rule.judge && !check_digits(rule.check)) {
        node.at("check").complain(say(Msg::scan_unknown_word, {rule.check}));
    }
    if (!rule.value.empty() && rule.labels.empty() && rule.form_labels.empty()) node.complain(say(Msg::scan_value_needs_labels));
    if (!rule.digits.empty() && rule.verify.empty()) node.complain(say(Msg::scan_digits_need_verifier));
    check_labels(node, rule);
    for (const auto& view : rule.views) {
        if (view != "base" && view != "joined" && view != "digits") {
            node.at("views").complain(say(Msg::scan_unknown_word, {view}));
        }
    }
}

std::shared_ptr<const ValueVerifier> judge_named(const std::string& name, const ValueVerifiers& verifiers) {
    const auto found = std::find_if(verifiers.begin(), verifiers.end(), [&](const auto& one) { return one->name() == name; });
    return found == verifiers.end() || check_digits(name) ? nullptr : *found;
}

Rule read_rule(const ConfigNode& node, const ValueVerifiers& verifiers) {
    node.allow_keys({"id", "title", "source", "category", "severity", "likelihood", "basis", "match", "terms", "digits",
                     "views", "value", "verify", "check", "labels", "form_labels", "label_required", "apart", "positive", "negative", "near_miss"});
    Rule rule;
    rule.line = node.line();
    rule.id = rule_name(node, "id");
    read_title(node, rule.title_en, rule.title_zh);
    rule.source = node.at("source").as_string();
    rule.category = word<Category>(node, "category", category);
    rule.severity = word<Severity>(node, "severity", severity);
    rule.likelihood = word<Likelihood>(node, "likelihood", likelihood, Likelihood::likely);
    rule.basis = node.strings_or_empty("basis");
    rule.match = patterns(node, "match");
    rule.terms = patterns(node, "terms");
    rule.digits = lengths(node);
    rule.views = node.strings_or_empty("views");
    if (!node.has("views")) rule.views = {"base"};
    else if (rule.views.empty()) node.at("views").complain(say(Msg::scan_empty_list));
    rule.value = patterns(node, "value");
    rule.verify = node.string_or("verify", "");
    rule.check = node.string_or("check", "");
    rule.judge = judge_named(rule.check, verifiers);
    rule.labels = node.strings_or_empty("labels");
    rule.form_labels = node.strings_or_empty("form_labels");
    rule.label_required = node.boolean_or("label_required", false);
    rule.apart = node.boolean_or("apart", false);
    rule.positive = examples(node, "positive");
    rule.negative = examples(node, "negative");
    rule.near_miss = examples(node, "near_miss");
    check_rule(node, rule);
    return rule;
}

struct PackFile {
    std::string_view name, content;
};
#define REVIEW_FILE(name, content) PackFile{name, std::string_view(content, sizeof(content) - 1)},
constexpr PackFile pack_files[] = {
#include "embedded/packs.inc"
};
#undef REVIEW_FILE

PatternPack read_pack(const std::string& name, ByteView yaml, const ValueVerifiers& verifiers) {
    const ConfigNode root = ConfigNode::parse(yaml, name, Errc::bad_pattern);
    root.allow_keys({"pack", "version", "title", "rules"});
    PatternPack pack;
    pack.file = name;
    pack.name = rule_name(root, "pack");
    pack.version = root.at("version").as_string();
    read_title(root, pack.title_en, pack.title_zh);
    pack.digest = sha256(yaml);
    std::set<std::string> ids;
    const auto rules = root.at("rules").as_list();
    if (rules.empty()) root.at("rules").complain(say(Msg::scan_empty_list));
    for (const auto& node : rules) {
        pack.rules.push_back(read_rule(node, verifiers));
        if (!ids.insert(pack.rules.back().id).second) node.complain(say(Msg::scan_duplicate_rule));
    }
    return pack;
}

// A policy's row for a rule of ours, or of what a person asked for, must not speak of another's.
void check_pack_name(const std::string& file, ByteView yaml, const std::string& name) {
    if (!is_taken_pack_name(name)) return;
    ConfigNode::parse(yaml, file, Errc::bad_pattern).at("pack").complain(say(Msg::scan_taken_name, {name}));
}

}  // namespace

bool is_taken_pack_name(std::string_view name) {
    return name == "terms" || name == "policy" || std::any_of(std::begin(pack_files), std::end(pack_files), [&](const PackFile& one) { return one.name == name; });
}

PatternPack parse_pack(const std::string& name, ByteView yaml, const ValueVerifiers& verifiers) {
    auto pack = read_pack(name, yaml, verifiers);
    check_pack_name(name, yaml, pack.name);
    return pack;
}

PatternPack load_pack(const std::string& path, const ValueVerifiers& verifiers, const std::string& cache_folder) {
    const Draft file = load_settings_file(path, largest_pack);
    auto pack = parse_pack(path, file.bytes, verifiers);
    prove_examples(pack, cache_folder);
    return pack;
}

std::vector<PatternPack> built_in_packs() {
    std::vector<PatternPack> packs;
    for (const auto& file : pack_files) {
        packs.push_back(read_pack("patterns/" + std::string(file.name) + ".yaml", as_bytes(file.content), {}));
        packs.back().built_in = true;
    }
    return packs;
}

// A number may be written 二〇三一 or with other separators.
static bool holds_number(const std::string& term) {
    Part part;
    part.text = term;
    return !Views(part).digits().runs.empty();
}

PatternPack terms_pack(const std::vector<std::string>& terms, const std::vector<std::string>& regexes) {
    PatternPack pack;
    pack.name = pack.file = "terms";
    pack.asked = true;
    pack.version = "1";
    std::string all;
    const auto add = [&](const std::string& id, const std::string& text, bool literal) {
        Rule rule;
        rule.id = id;
        rule.title_en = "A term that was asked for";
        rule.title_zh = "指定的词语";
        rule.category = Category::term;
        rule.likelihood = Likelihood::certain;
        rule.views = {"base", "joined"};
        if (literal && holds_number(text)) rule.views.push_back("digits");
        rule.asked = literal;
        rule.place = "terms/" + id;
        (literal ? rule.terms : rule.match).push_back({text, 0});
        all += id + "\n" + text + "\n";
        pack.rules.push_back(std::move(rule));
    };
    int number = 0;
    for (const auto& term : terms) add("term-" + std::to_string(++number), term, true);
    number = 0;
    for (const auto& regex : regexes) add("regex-" + std::to_string(++number), regex, false);
    pack.digest = sha256(as_bytes(all));
    return pack;
}

}  // namespace review
