#include <memory>

#include <review/draft.hpp>
#include <review/signing.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

struct RenewCommand {
    std::string file, output;
    SignOptions words;
};

int run_renew(const RenewCommand& options) {
    const Draft document = load_draft(options.file);
    const Bytes renewed = renew_archive(document.bytes, options.words);
    Outputs outputs;
    outputs.add(options.output, renewed);
    outputs.commit();
    return exit_clean;
}

void add_renew(CLI::App& app, int& status) {
    const auto options = std::make_shared<RenewCommand>();
    auto* command = app.add_subcommand("renew", say(Msg::cli_renew))->fallthrough();
    command->footer(say(Msg::cli_renew_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE")->required();
    command->add_option("--tsa", options->words.tsa, say(Msg::cli_opt_tsa))->type_name("URL")->required();
    command->add_option("--tsa-ca", options->words.tsa_ca, say(Msg::cli_opt_tsa_ca))->type_name("FILE");
    command->add_option("--trust", options->words.trust_paths, say(Msg::cli_opt_sign_trust))->type_name("FILE")->allow_extra_args(false)->required();
    command->add_option("--crl", options->words.crl_paths, say(Msg::cli_opt_crl))->type_name("FILE")->allow_extra_args(false);
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"});
        status = run_renew(*options);
    });
}

}  // namespace

extern const Command command_renew;
const Command command_renew{add_renew};

}  // namespace cli
