#include <memory>

#include <review/policy.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

struct PolicyOptions {
    std::string name, channel = "internet";
    std::vector<std::string> files;
};

std::string joined_values(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

int list_policies() {
    std::string text;
    for (const auto& name : built_in_policies()) {
        const auto policy = load_policy(name, Channel::internet);
        const auto& title = language() == Language::zh ? policy.title_zh : policy.title_en;
        text += say(Msg::cli_policy_title, {name, title}) + "\n";
    }
    write_output("-", text);
    return exit_clean;
}

int check_policies(const PolicyOptions& options) {
    const auto names = options.files.empty() ? built_in_policies() : options.files;
    for (const auto& name : names) {
        for (const auto where : {Channel::internet, Channel::restricted, Channel::board}) load_policy(name, where);
    }
    write_output("-", say(Msg::cli_policies_good, {std::to_string(names.size())}) + "\n");
    return exit_clean;
}

int show_policy(const PolicyOptions& options) {
    const auto policy = load_policy(options.name, *channel(options.channel));
    std::string text = policy.name + " (" + options.channel + ")\n";
    text += say(Msg::cli_policy_class, {policy.document_class, std::to_string(policy.mask_floor)}) + "\n";
    for (const auto& entry : policy.must_publish) {
        auto words = joined_values(entry.labels);
        if (!entry.evidence.empty()) words += (words.empty() ? "" : ", ") + joined_values(entry.evidence);
        text += say(Msg::cli_policy_public, {entry.rule, words, joined_values(entry.basis)}) + "\n";
    }
    for (const auto& field : policy.fields) {
        auto what = std::string(name_of(field.duty));
        if (field.neutral) what += ", neutral: " + *field.neutral;
        if (field.remove) what += ", remove";
        text += say(Msg::cli_policy_field, {field.path.text(), what, joined_values(field.basis)}) + "\n";
    }
    for (const auto& row : policy.rows) {
        std::string basis;
        for (const auto& law : row.basis) basis += " " + law;
        text += say(Msg::cli_policy_row, {row.rule, name_of(row.at_least), name_of(row.action), basis}) + "\n";
    }
    write_output("-", text);
    return exit_clean;
}

void add_policy(CLI::App& app, int& status) {
    const auto options = std::make_shared<PolicyOptions>();
    auto* command = app.add_subcommand("policy", say(Msg::cli_policy))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_policy_help));
    command->add_subcommand("list", say(Msg::cli_policy_list))->callback([&status] { status = list_policies(); });
    auto* checked = command->add_subcommand("check", say(Msg::cli_policy_check));
    checked->add_option("FILE", options->files, say(Msg::cli_opt_policy));
    checked->callback([options, &status] { status = check_policies(*options); });
    auto* shown = command->add_subcommand("show", say(Msg::cli_policy_show));
    shown->add_option("NAME", options->name, say(Msg::cli_opt_policy))->required();
    shown->add_option("--channel", options->channel, say(Msg::cli_opt_channel))
        ->check(CLI::IsMember({"internet", "restricted", "board"}));
    shown->callback([options, &status] { status = show_policy(*options); });
}

}  // namespace

extern const Command command_policy;
const Command command_policy{add_policy};

}  // namespace cli
