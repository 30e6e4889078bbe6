#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include <review/error.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/policy.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/fingerprint_key.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"

namespace cli {
namespace {

using namespace review;

struct SuppressOptions {
    std::string file, reason, approver, expires;
    std::vector<std::string> findings;
    RuleOptions rules;
    PasswordOption password;
};

Suppressions suppressed_before(const std::string& path, Bytes key) {
    if (key.empty()) throw Error(Errc::bad_config, say(Msg::suppress_no_key, {path}));
    std::error_code missing;
    if (std::filesystem::exists(path, missing)) return load_suppressions(path, std::move(key));
    return {std::move(key), {}};
}

const Finding& finding_of(const ScannedDocument& scanned, const std::string& id) {
    const auto found = std::find_if(scanned.findings.begin(), scanned.findings.end(), [&](const Finding& one) { return one.id == id; });
    if (found == scanned.findings.end()) throw Error(Errc::bad_config, say(Msg::cli_no_finding, {id, scanned.name}));
    return *found;
}

// The value itself is neither shown nor written: an entry holds its keyed fingerprint.
int run_suppress(const SuppressOptions& options) {
    const auto& path = options.rules.suppressions;
    const auto key = fingerprint_key(options.rules.key_file);
    suppressed_before(path, key);  // complains now and not after the scan
    auto rules = options.rules;
    rules.suppressions.clear();
    const auto policy = policy_of(rules);
    const auto scanned = scan_document(load_draft(options.file), scanner_of(rules), policy, key, open_options(options.password, rules.plugins));
    if (!scanned.failure.empty()) throw Error(Errc::malformed, scanned.failure);
    std::vector<std::string> told;
    const FolderLock alone(path);
    auto suppressions = suppressed_before(path, key);
    for (const auto& id : options.findings) {
        const auto& finding = finding_of(scanned, id);
        const auto& entry = suppress(suppressions, {{}, finding.fingerprint, finding.rule, policy.document_class, options.reason,
                                                    options.approver, options.expires, finding.field});
        told.push_back(say(Msg::cli_suppressed, {entry.id, entry.rule, entry.document_class, entry.expires}));
    }
    write_output(path, suppressions_yaml(suppressions));
    for (const auto& line : told) std::cerr << line << '\n';
    return exit_clean;
}

void add_suppress(CLI::App& app, int& status) {
    const auto options = std::make_shared<SuppressOptions>();
    auto* command = app.add_subcommand("suppress", say(Msg::cli_suppress))->fallthrough();
    command->footer(say(Msg::cli_suppress_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("--finding", options->findings, say(Msg::cli_opt_suppress_finding))->type_name("ID")->required()->allow_extra_args(false);
    command->add_option("--reason", options->reason, say(Msg::cli_opt_suppress_reason))->required();
    command->add_option("--approver", options->approver, say(Msg::cli_opt_suppress_approver))->required();
    command->add_option("--expires", options->expires, say(Msg::cli_opt_suppress_expires))->type_name("DAY")->required();
    add_rules(*command, options->rules);
    command->get_option("--suppressions")->required();
    add_password(*command, options->password);
    command->callback([options, command, &status] {
        configure(options->rules, *command, {options->file});
        tell_settings(options->rules.settings);
        keep_files_apart(*command, {"--suppressions"}, files_of(options->rules.settings, options->rules.key_file));
        status = run_suppress(*options);
    });
}

}  // namespace

extern const Command command_suppress;
const Command command_suppress{add_suppress};

}  // namespace cli
