#include <memory>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/pattern_pack.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "cli/prose.hpp"

namespace cli {
namespace {

using namespace review;

std::string title_of(const std::string& en, const std::string& zh) {
    return language() == Language::zh && !zh.empty() ? zh : en;
}

std::string joined_terms(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

// Built-in by name, or a file.
PatternPack pack_of(const std::string& name) {
    for (auto& pack : built_in_packs()) {
        if (pack.name == name) return std::move(pack);
    }
    return load_pack(name);
}

int list_packs() {
    std::string text;
    for (const auto& pack : built_in_packs()) {
        const auto rules = std::to_string(pack.rules.size());
        text += say(Msg::cli_pack_row, {pack.name, pack.version, rules, title_of(pack.title_en, pack.title_zh)}) + "\n";
    }
    write_output("-", text);
    return exit_clean;
}

// Complaints are what was asked for, but a pack that is wrong is bad configuration.
int check_files(const std::vector<std::string>& files, const std::vector<std::string>& prose) {
    std::vector<PatternPack> packs;
    std::size_t rules = 0;
    // Not load_pack(), which stops at the first example: all complaints are told.
    for (const auto& file : files) packs.push_back(parse_pack(file, load_settings_file(file, largest_pack).bytes));
    if (files.empty()) packs = built_in_packs();
    for (const auto& pack : packs) rules += pack.rules.size();
    const auto complaints = check_packs(packs);
    for (const auto& complaint : complaints) {
        const auto line = std::to_string(complaint.line);
        std::fprintf(stderr, "%s:%s: %s: %s\n", complaint.file.c_str(), line.c_str(), complaint.rule.c_str(),
                     complaint.what.c_str());
    }
    if (!complaints.empty()) {
        throw Error(Errc::bad_pattern, say(Msg::cli_packs_bad, {std::to_string(complaints.size())}));
    }
    write_output("-", say(Msg::cli_packs_good, {std::to_string(packs.size()), std::to_string(rules)}) + "\n");
    if (prose.empty()) return exit_clean;
    const auto count = count_prose(packs, prose);
    write_output("-", count.text);
    return count.whole ? exit_clean : exit_unreadable;
}

std::string row_of(const std::string& pack, const Rule& rule) {
    return say(Msg::cli_rule_row, {pack + "/" + rule.id, name_of(rule.severity), title_of(rule.title_en, rule.title_zh)});
}

int show_pack(const std::string& name) {
    const auto pack = pack_of(name);
    std::string text = title_of(pack.title_en, pack.title_zh) + " (" + pack.name + " " + pack.version + ")\n";
    for (const auto& rule : pack.rules) text += "  " + row_of(pack.name, rule) + "\n";
    write_output("-", text);
    return exit_clean;
}

std::string joined_terms(const std::vector<Pattern>& patterns) {
    std::vector<std::string> texts;
    for (const auto& pattern : patterns) texts.push_back(pattern.text);
    return joined_terms(texts);
}

// As the pack writes it: [[ ]] around what the finding covers.
std::string written(const Example& example) {
    if (example.begin == 0 && example.end == example.text.size()) return example.text;
    auto text = example.text;
    return text.insert(example.end, "]]").insert(example.begin, "[[");
}

std::string explanation_of(const std::string& pack, const Rule& rule) {
    std::string text = row_of(pack, rule) + "\n";
    const auto add = [&](const Message& message, const std::string& value) {
        if (!value.empty()) text += "  " + say(message, {value}) + "\n";
    };
    std::vector<std::string> lengths;
    for (const int length : rule.digits) lengths.push_back(std::to_string(length));
    add(Msg::cli_rule_source, rule.source);
    add(Msg::cli_rule_basis, joined_terms(rule.basis));
    text += "  " + say(Msg::cli_rule_kind, {name_of(rule.category), name_of(rule.severity), name_of(rule.likelihood)}) + "\n";
    add(Msg::cli_rule_digits, joined_terms(lengths));
    add(Msg::cli_rule_match, joined_terms(rule.match));
    add(Msg::cli_rule_terms, joined_terms(rule.terms));
    if (!rule.match.empty() || !rule.terms.empty()) add(Msg::cli_rule_views, joined_terms(rule.views));
    add(Msg::cli_rule_verify, rule.verify);
    auto labels = rule.labels;
    labels.insert(labels.end(), rule.form_labels.begin(), rule.form_labels.end());
    add(Msg::cli_rule_labels, joined_terms(labels));
    if (rule.label_required) text += "  " + say(Msg::cli_rule_label_required) + "\n";
    for (const auto& example : rule.positive) add(Msg::cli_rule_positive, written(example));
    for (const auto& example : rule.near_miss) add(Msg::cli_rule_near_miss, written(example));
    for (const auto& example : rule.negative) add(Msg::cli_rule_negative, example.text);
    return text;
}

int explain(const std::string& name, const std::vector<std::string>& files) {
    auto packs = built_in_packs();
    for (const auto& file : files) packs.push_back(load_pack(file));
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (name != pack.name + "/" + rule.id && name != rule.id) continue;
            write_output("-", explanation_of(pack.name, rule));
            return exit_clean;
        }
    }
    throw Error(Errc::bad_config, say(Msg::cli_no_rule, {name}));
}

void add_packs(CLI::App& app, int& status) {
    const auto files = std::make_shared<std::vector<std::string>>();
    const auto prose = std::make_shared<std::vector<std::string>>();
    const auto name = std::make_shared<std::string>();
    auto* command = app.add_subcommand("packs", say(Msg::cli_packs))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_packs_help));
    command->add_subcommand("list", say(Msg::cli_packs_list))->callback([&status] { status = list_packs(); });
    auto* checked = command->add_subcommand("check", say(Msg::cli_packs_check));
    checked->add_option("FILE", *files, say(Msg::cli_opt_pack));
    checked->add_option("--prose", *prose, say(Msg::cli_opt_prose))->type_name("TEXT");
    checked->callback([files, prose, &status] { status = check_files(*files, *prose); });
    auto* shown = command->add_subcommand("show", say(Msg::cli_packs_show));
    shown->add_option("NAME", *name, say(Msg::cli_packs_show))->required();
    shown->callback([name, &status] { status = show_pack(*name); });
    auto* explained = command->add_subcommand("explain", say(Msg::cli_packs_explain));
    explained->add_option("RULE", *name, say(Msg::cli_packs_explain))->required();
    explained->add_option("--pack", *files, say(Msg::cli_opt_pack))->type_name("FILE")->allow_extra_args(false);
    explained->callback([name, files, &status] { status = explain(*name, *files); });
}

}  // namespace

extern const Command command_packs;
const Command command_packs{add_packs};

}  // namespace cli
