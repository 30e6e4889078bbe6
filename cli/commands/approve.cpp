#include <iostream>
#include <memory>

#include <review/bundle.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_bundle.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/signing_options.hpp"

namespace cli {
namespace {

using namespace review;

struct ApproveOptions {
    std::string bundle, role, authority;
    bool break_glass = false;
    std::vector<std::string> trust, crls;
    SigningOptions signing;
};

int run_approve(const ApproveOptions& options) {
    const auto key = key_of(options.signing);
    ApproveRequest request;
    request.role = options.break_glass ? "break-glass" : options.role;
    request.kind = options.break_glass ? ApprovalKind::break_glass : ApprovalKind::approve;
    request.key = &*key;
    request.time_stamp_url = options.authority;
    request.trust_paths = options.trust;
    request.crl_paths = options.crls;
    const auto standing = approve_bundle(options.bundle, request);
    if (standing.complete()) std::cerr << say(Msg::cli_approved_all, {options.bundle}) << '\n';
    else std::cerr << say(Msg::cli_approved, {options.bundle}) << '\n';
    for (const auto& missing : standing.missing) std::cerr << "  " << missing << '\n';
    return exit_clean;
}

void add_approve(CLI::App& app, int& status) {
    const auto options = std::make_shared<ApproveOptions>();
    auto* command = app.add_subcommand("approve", say(Msg::cli_approve))->fallthrough();
    command->footer(say(Msg::cli_approve_help));
    command->add_option("BUNDLE", options->bundle, say(Msg::cli_opt_bundle))->type_name("BUNDLE")->required();
    auto* role = command->add_option("--role", options->role, say(Msg::cli_opt_role))->type_name("ROLE");
    auto* glass = command->add_flag("--break-glass", options->break_glass, say(Msg::cli_opt_break_glass))->excludes(role);
    add_signing(*command, options->signing);
    command->get_option("--key")->required();
    command->add_option("--trust", options->trust, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false)->required();
    command->add_option("--crl", options->crls, say(Msg::cli_opt_bundle_crl))->type_name("FILE")->allow_extra_args(false);
    command->add_option("--tsa", options->authority, say(Msg::cli_opt_bundle_tsa))->type_name("URL");
    command->callback([options, &status, role, glass] {
        if (role->empty() && glass->empty()) throw CLI::RequiredError("--role");
        status = run_approve(*options);
    });
}

}  // namespace

extern const Command command_approve;
const Command command_approve{add_approve};

}  // namespace cli
