#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/decide.hpp"
#include "cli/command.hpp"
#include "cli/decisions_options.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct DecideOptions {
    std::string file, output = "-", decisions, bases;
    bool list = false;
    RuleOptions rules;
    PasswordOption password;
};

// What was decided before: --decisions, or the file that is about to be updated.
EarlierDecisions earlier_of(const DecideOptions& options, const LegalBases& bases) {
    const auto& path = options.decisions.empty() ? options.output : options.decisions;
    std::error_code missing;
    const bool there = path != "-" && std::filesystem::is_regular_file(path, missing);
    if (!options.decisions.empty() || there) return load_earlier_decisions(path, bases);
    return {};
}

int list_bases(const LegalBases& bases) {
    std::string text;
    for (const auto& basis : bases.entries) {
        const bool zh = language() == Language::zh;
        text += printable(basis.key + "  " + (zh ? basis.law_zh : basis.law_en)) + "\n    " + printable(zh ? basis.text_zh : basis.text_en) + "\n";
    }
    write_output("-", text);
    return exit_clean;
}

void tell_update(const DecideOptions& options, const EarlierDecisions& earlier, const DecisionsUpdate& update) {
    if (earlier.text.empty()) return;
    for (const auto& line : update.told) std::cerr << printable(line) << '\n';
    const auto number = [](std::size_t count) { return std::to_string(count); };
    std::cerr << printable(say(Msg::decide_updated, {options.output, number(update.stayed), number(update.carried), number(update.changed),
                                                     number(update.fresh), number(update.gone)})) << '\n';
}

int run_decide(const DecideOptions& options) {
    const auto bases = bases_of(options.bases);
    if (options.list) return list_bases(bases);
    if (options.file.empty()) throw Error(Errc::bad_config, say(Msg::cli_no_file));
    const Draft draft = load_draft(options.file);
    const auto earlier = earlier_of(options, bases);
    const auto opening = open_options(options.password, options.rules.plugins);
    const auto scanned = scan_document(draft, scanner_of(options.rules), policy_of(options.rules), {}, opening);
    if (!scanned.failure.empty()) throw Error(Errc::malformed, scanned.failure);
    const auto anchors = anchors_of(draft, scanned.findings, fingerprint_key(options.rules.key_file), opening);
    const auto update = update_decisions(draft, scanned.findings, scanned.blind_spots, anchors, earlier);
    write_output(options.output, update.yaml);
    warn_of_remarks(earlier.decisions);
    if (anchors.key.empty()) std::cerr << say(Msg::decide_no_key) << '\n';
    tell_update(options, earlier, update);
    return exit_clean;
}

void add_decide(CLI::App& app, int& status) {
    const auto options = std::make_shared<DecideOptions>();
    auto* command = app.add_subcommand("decide", say(Msg::decide_about))->fallthrough();
    command->footer(say(Msg::decide_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--decisions", options->decisions, say(Msg::decide_opt_earlier))->type_name("FILE");
    add_bases(*command, options->bases);
    command->add_flag("--list-bases", options->list, say(Msg::decide_opt_list));
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    command->callback([options, command, &status] {
        if (!options->file.empty()) configure(options->rules, *command, {options->file});
        tell_settings(options->rules.settings);
        keep_files_apart(*command, {"--output"}, files_of(options->rules.settings, options->rules.key_file), {"--decisions"});
        status = run_decide(*options);
    });
}

}  // namespace

extern const Command command_decide;
const Command command_decide{add_decide};

}  // namespace cli
