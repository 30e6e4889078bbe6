#include <filesystem>
#include <iostream>
#include <memory>

#include <review/error.hpp>
#include <review/json.hpp>
#include <review/release.hpp>

#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/redaction_options.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "cli/signing_options.hpp"

namespace cli {
namespace {

using namespace review;
namespace fs = std::filesystem;

struct Options {
    std::string file, folder;
    std::vector<std::string> trust;
    RuleOptions rules;
    PasswordOption password;
    RedactionOptions redaction;
    SigningOptions signing;
};

// Makes the folder where it is not there yet, and takes it away again where nothing came of it.
void write_release(const Options& options, const Release& release) {
    const fs::path folder(options.folder);
    std::error_code error;
    const bool made = fs::create_directory(folder, error);
    if (error || !fs::is_directory(folder)) {
        throw Error(Errc::io, say(Msg::cannot_write, {options.folder, error ? error.message() : say(Msg::cli_no_folder)}));
    }
    const auto name = release.file_name == "-" ? "release" : release.file_name;
    const auto document = (folder / name).string();
    try {
        forbid_overwriting(options.file, document);
        Outputs outputs;
        outputs.add(document + ".evidence.json", as_bytes(evidence_json(release.evidence)));
        outputs.add(document, release.document);
        outputs.commit();
    } catch (...) {
        if (made) fs::remove(folder, error);
        throw;
    }
}

// The signature that was just made is verified before it goes out. Without --trust it must lead to
// what the signer named: the chain, or the certificate itself.
std::vector<std::string> trust_of(const Options& options) {
    if (!options.trust.empty() || options.signing.key.empty()) return options.trust;
    return {options.signing.chain.empty() ? options.signing.certificate : options.signing.chain};
}

int run(const Options& options) {
    make_heap_ready({options.file});
    const Draft draft = load_draft(options.file);
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto key = key_of(options.signing);
    const auto request = request_of(options.redaction, options.rules, draft, scanner, policy);
    const auto release =
        release_document(draft, scanner, policy, request, key ? &*key : nullptr, trust_of(options),
                         open_options(options.password));
    write_release(options, release);
    warn_of_public_cuts(release.evidence);
    std::cerr << say(Msg::cli_proven, {std::to_string(release.evidence.values), std::to_string(release.evidence.streams)}) << '\n';
    return exit_clean;
}

void add(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("release", say(Msg::cli_release))->fallthrough();
    command->footer(say(Msg::cli_release_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->folder, say(Msg::cli_opt_folder))->type_name("DIR")->required();
    add_redaction(*command, options->redaction);
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    add_signing(*command, options->signing);
    command->add_option("--trust", options->trust, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false);
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace

extern const Command command_release;
const Command command_release{add};

}  // namespace cli
