#include <memory>

#include <review/pattern_pack.hpp>
#include <review/policy.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "cli/policy_diff.hpp"
#include "cli/policy_lines.hpp"

namespace cli {
namespace {

using namespace review;

struct PolicyOptions {
    std::string name, after, channel = "internet";
    std::vector<std::string> files;
};

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
    for (const auto& line : lines_of_public(policy)) text += line + "\n";
    for (const auto& line : lines_of_fields(policy)) text += line + "\n";
    for (const auto& row : policy.rows) {
        std::string basis;
        for (const auto& law : row.basis) basis += " " + law;
        text += say(Msg::cli_policy_row, {row.rule, name_of(row.at_least), name_of(row.action), basis}) + "\n";
    }
    write_output("-", text);
    return exit_clean;
}

int diff_policies(const PolicyOptions& options) {
    auto packs = built_in_packs();
    for (const auto& file : options.files) packs.push_back(load_pack(file));
    const auto where = *channel(options.channel);
    const auto text = policy_differences(load_policy(options.name, where), load_policy(options.after, where), packs);
    write_output("-", text);
    return text.empty() ? exit_clean : exit_findings;
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
    auto* compared = command->add_subcommand("diff", say(Msg::cli_policy_diff));
    compared->add_option("BEFORE", options->name, say(Msg::cli_opt_policy))->required();
    compared->add_option("AFTER", options->after, say(Msg::cli_opt_policy_after))->required();
    compared->add_option("--channel", options->channel, say(Msg::cli_opt_channel))->check(CLI::IsMember({"internet", "restricted", "board"}));
    compared->add_option("--pack", options->files, say(Msg::cli_opt_pack))->type_name("FILE")->allow_extra_args(false);
    compared->callback([options, &status] { status = diff_policies(*options); });
}

}  // namespace

extern const Command command_policy;
const Command command_policy{add_policy};

}  // namespace cli
