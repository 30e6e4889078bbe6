#include <filesystem>
#include <memory>

#include <review/bundle.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/gm_signature.hpp>
#include <review/signing.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_bundle.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct VerifyOptions {
    std::vector<std::string> files;
    BundleTrust trust;
    std::string detached;
};

std::string text_of_verification(const std::string& name, const Verification& seen) {
    const auto shown = printable(name);
    std::string text = say(!seen.valid() ? Msg::cli_not_valid : seen.format == "bundle" ? Msg::cli_bundle_valid : Msg::cli_valid, {shown}) + "\n";
    if (!seen.signer.empty()) text += "  " + say(Msg::cli_signer, {printable(seen.signer)}) + "\n";
    if (!seen.claimed_time.empty()) text += "  " + say(Msg::cli_claimed, {printable(seen.claimed_time)}) + "\n";
    if (!seen.stamped_time.empty()) text += "  " + say(Msg::cli_stamped, {seen.stamped_time}) + "\n";
    if (!seen.archived_time.empty()) text += "  " + say(Msg::cli_archived, {seen.archived_time, seen.renew_before}) + "\n";
    for (const auto& check : seen.checks) {
        const auto detail = printable(check.detail);
        text += "  " + say(check.passed ? Msg::cli_check_passed : Msg::cli_check_failed, {check.name, detail}) + "\n";
    }
    for (const auto& missing : seen.not_checked) text += "  " + say(Msg::cli_not_checked, {printable(missing)}) + "\n";
    return text;
}

Verification verification_of(const std::string& file, const BundleTrust& trust) {
    if (is_bundle(file)) return verify_bundle(file, trust);
    // A single file says nothing of these: "valid" would be more than was looked at.
    if (!trust.rules.empty() || !trust.log_key.empty() || !trust.opening.empty()) throw Error(Errc::bad_config, say(Msg::cli_for_bundles, {file}));
    const Draft document = load_draft(file);
    return verify_document(document.bytes, trust.roots, trust.crls);
}

Verification verification_of_detached(const VerifyOptions& options) {
    const auto& trust = options.trust;
    if (options.files.size() != 1) throw Error(Errc::bad_config, say(Msg::cli_detached_one));
    if (!trust.rules.empty() || !trust.log_key.empty() || !trust.opening.empty()) throw Error(Errc::bad_config, say(Msg::cli_for_bundles, {options.files.front()}));
    const Draft document = load_draft(options.files.front()), signature = load_draft(options.detached);
    return verify_gm(signature.bytes, document.bytes, trust.roots, trust.crls);
}

// The key itself, or the first line of a file that holds it.
std::string log_key_of(const std::string& option) {
    std::error_code missing;
    if (option.empty() || !std::filesystem::is_regular_file(option, missing)) return option;
    const auto file = load_draft(option);
    const auto text = as_text(file.bytes);
    return std::string(text.substr(0, text.find_first_of("\r\n")));
}

int run_verify(VerifyOptions options) {
    int status = exit_clean;
    options.trust.log_key = log_key_of(options.trust.log_key);
    for (const auto& file : options.files) {
        const auto seen = options.detached.empty() ? verification_of(file, options.trust) : verification_of_detached(options);
        write_output("-", text_of_verification(std::filesystem::path(file).lexically_normal().filename().string(), seen));
        if (!seen.valid()) status = exit_unverified;
    }
    return status;
}

void add_verify(CLI::App& app, int& status) {
    const auto options = std::make_shared<VerifyOptions>();
    auto* command = app.add_subcommand("verify", say(Msg::cli_verify))->fallthrough();
    command->footer(say(Msg::cli_verify_help));
    command->add_option("FILE", options->files, say(Msg::cli_opt_files))->required();
    command->add_option("--trust", options->trust.roots, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false);
    command->add_option("--crl", options->trust.crls, say(Msg::cli_opt_bundle_crl))->type_name("FILE")->allow_extra_args(false);
    command->add_option("--policy", options->trust.rules, say(Msg::cli_opt_hold_to))->type_name("FILE");
    command->add_option("--log-key", options->trust.log_key, say(Msg::cli_opt_log_key))->type_name("KEY");
    auto* opening = command->add_option("--opening", options->trust.opening, say(Msg::cli_opt_opening))->type_name("FILE");
    command->add_option("--value", options->trust.value, say(Msg::cli_opt_value))->type_name("FILE")->needs(opening);
    command->add_option("--detached", options->detached, say(Msg::cli_opt_verify_detached))->type_name("SIGNATURE");
    command->callback([options, &status] { status = run_verify(*options); });
}

}  // namespace

extern const Command command_verify;
const Command command_verify{add_verify};

}  // namespace cli
