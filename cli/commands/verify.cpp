#include <memory>

#include <review/draft.hpp>
#include <review/signing.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct Options {
    std::vector<std::string> files, trust;
};

std::string text_of(const std::string& name, const Verification& seen) {
    const auto shown = printable(name);
    std::string text = say(seen.valid() ? Msg::cli_valid : Msg::cli_not_valid, {shown}) + "\n";
    if (!seen.signer.empty()) text += "  " + say(Msg::cli_signer, {printable(seen.signer)}) + "\n";
    if (!seen.claimed_time.empty()) text += "  " + say(Msg::cli_claimed, {printable(seen.claimed_time)}) + "\n";
    for (const auto& check : seen.checks) {
        const auto detail = printable(check.detail);
        text += "  " + say(check.passed ? Msg::cli_check_passed : Msg::cli_check_failed, {check.name, detail}) + "\n";
    }
    for (const auto& missing : seen.not_checked) text += "  " + say(Msg::cli_not_checked, {printable(missing)}) + "\n";
    return text;
}

int run(const Options& options) {
    int status = exit_clean;
    for (const auto& file : options.files) {
        const Draft document = load_draft(file);
        const auto seen = verify_document(document.bytes, options.trust);
        write_output("-", text_of(document.name, seen));
        if (!seen.valid()) status = exit_unverified;
    }
    return status;
}

void add(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("verify", say(Msg::cli_verify))->fallthrough();
    command->footer(say(Msg::cli_verify_help));
    command->add_option("FILE", options->files, say(Msg::cli_opt_files))->required();
    command->add_option("--trust", options->trust, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false);
    command->callback([options, &status] { status = run(*options); });
}

}  // namespace

extern const Command command_verify;
const Command command_verify{add};

}  // namespace cli
