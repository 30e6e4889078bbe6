#include <memory>

#include <review/draft.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "cli/signing_options.hpp"

namespace cli {
namespace {

using namespace review;

struct SignCommand {
    std::string file, output;
    SigningOptions signing;
    SignOptions words;
};

int run_sign(const SignCommand& options) {
    forbid_overwriting(options.file, options.output);
    const Draft document = load_draft(options.file);
    const auto key = key_of(options.signing);
    const Bytes signed_bytes = sign_document(document.bytes, *key, options.words);
    Outputs outputs;
    outputs.add(options.output, signed_bytes);
    outputs.commit();
    return exit_clean;
}

void add_sign(CLI::App& app, int& status) {
    const auto options = std::make_shared<SignCommand>();
    auto* command = app.add_subcommand("sign", say(Msg::cli_sign))->fallthrough();
    command->footer(say(Msg::cli_sign_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE")->required();
    add_signing(*command, options->signing);
    command->get_option("--key")->required();
    command->add_option("--reason", options->words.reason, say(Msg::cli_opt_reason));
    command->add_option("--location", options->words.location, say(Msg::cli_opt_location));
    command->callback([options, &status] { status = run_sign(*options); });
}

}  // namespace

extern const Command command_sign;
const Command command_sign{add_sign};

}  // namespace cli
