#include <filesystem>
#include <memory>

#include <review/error.hpp>
#include <review/plan.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"

namespace cli {
namespace {

using namespace review;

struct DecideOptions {
    std::string file, output = "-", decisions;
    RuleOptions rules;
    PasswordOption password;
};

// What was decided before: --decisions, or the file that is about to be updated.
Decisions earlier_of(const DecideOptions& options) {
    const auto& path = options.decisions.empty() ? options.output : options.decisions;
    std::error_code missing;
    const bool there = path != "-" && std::filesystem::is_regular_file(path, missing);
    if (!options.decisions.empty() || there) return load_decisions(path);
    return {};
}

int run_decide(const DecideOptions& options) {
    forbid_overwriting(options.file, options.output);
    const Draft draft = load_draft(options.file);
    const auto scanned = scan_document(draft, scanner_of(options.rules), policy_of(options.rules), {}, open_options(options.password));
    if (!scanned.failure.empty()) throw Error(Errc::malformed, scanned.failure);
    write_output(options.output, decisions_yaml(draft, scanned.findings, scanned.blind_spots, earlier_of(options)));
    return exit_clean;
}

void add_decide(CLI::App& app, int& status) {
    const auto options = std::make_shared<DecideOptions>();
    auto* command = app.add_subcommand("decide", say(Msg::cli_decide))->fallthrough();
    command->footer(say(Msg::cli_decide_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--decisions", options->decisions, say(Msg::cli_opt_decisions))->type_name("FILE");
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    command->callback([options, &status] { status = run_decide(*options); });
}

}  // namespace

extern const Command command_decide;
const Command command_decide{add_decide};

}  // namespace cli
