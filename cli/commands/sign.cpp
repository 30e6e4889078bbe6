#include <map>
#include <memory>
#include <optional>

#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/gm_signature.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/signing_options.hpp"

namespace cli {
namespace {

using namespace review;

struct SignCommand {
    std::string file, output;
    VisibleOptions visible;
    SigningOptions signing;
    SignOptions words;
    std::optional<SealLevel> level;
    bool detached = false;
};

const std::map<std::string, SealLevel> levels{{"b", SealLevel::b}, {"t", SealLevel::t}, {"lt", SealLevel::lt}, {"lta", SealLevel::lta}};

// An authority is named to be asked: without a level that means t, and b would pass it over in silence.
SignOptions leveled(const SignCommand& options) {
    SignOptions words = options.words;
    words.level = options.level.value_or(words.tsa.empty() ? SealLevel::b : SealLevel::t);
    const bool unasked = words.level == SealLevel::b ? !words.tsa.empty() || !words.tsa_ca.empty() : false;
    if (unasked || (words.level < SealLevel::lt && !words.crl_paths.empty())) {
        throw Error(Errc::bad_config, say(Msg::cli_level_too_low));
    }
    words.visible = look_of(options.visible);
    return words;
}

int run_sign(const SignCommand& options) {
    const SignOptions words = leveled(options);
    make_heap_ready_to_copy(options.file);
    const SharedBytes document = map_bytes(options.file);
    const auto key = key_of(options.signing);
    const Bytes signed_bytes = options.detached ? sign_gm(document, *key) : sign_document(document, *key, words);
    check_unchanged(document, options.file);
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
    add_visible(*command, options->visible);
    command->add_option("--level", options->level, say(Msg::cli_opt_level))
        ->type_name("b|t|lt|lta")->transform(CLI::CheckedTransformer(levels).description(""));
    command->add_option("--tsa", options->words.tsa, say(Msg::cli_opt_tsa))->type_name("URL");
    command->add_option("--tsa-ca", options->words.tsa_ca, say(Msg::cli_opt_tsa_ca))->type_name("FILE");
    command->add_option("--crl", options->words.crl_paths, say(Msg::cli_opt_crl))->type_name("FILE")->allow_extra_args(false);
    command->add_option("--trust", options->words.trust_paths, say(Msg::cli_opt_sign_trust))->type_name("FILE")->allow_extra_args(false);
    // It has no place for any of these.
    auto* detached = command->add_flag("--detached", options->detached, say(Msg::cli_opt_sign_detached));
    for (const char* other : {"--reason", "--location", "--visible", "--level", "--tsa", "--tsa-ca", "--crl", "--trust"}) detached->excludes(command->get_option(other));
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"});
        status = run_sign(*options);
    });
}

}  // namespace

extern const Command command_sign;
const Command command_sign{add_sign};

}  // namespace cli
