#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include <review/bundle.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_bundle.hpp"
#include "base/messages/cli_ledger.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/passphrase.hpp"
#include "cli/signing_options.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct ApproveOptions {
    std::string bundle, role, authority, authority_roots, ledger, log_key;
    bool break_glass = false, revoke = false;
    std::optional<RevocationReason> reason;
    std::vector<std::string> trust, crls;
    SigningOptions signing;
};

// The ledger and the key that signs its checkpoints, where one is named.
struct OpenedLedger {
    explicit OpenedLedger(const ApproveOptions& options) {
        if (options.ledger.empty()) return;
        ledger = Ledger::open(options.ledger, Ledger::Access::write);
        key = NoteKey::load(options.log_key, ledger->verifier().name, passphrase_for(options.log_key, {}));
    }
    std::optional<Ledger> ledger;
    std::optional<NoteKey> key;
};

void tell_standing(const Standing& standing) {
    for (const auto& missing : standing.missing) std::cerr << "  " << printable(missing) << '\n';
    for (const auto& revoked : standing.revoked) std::cerr << "  " << printable(revoked) << '\n';
}

int run_revoke(const ApproveOptions& options) {
    const auto key = key_of(options.signing);
    OpenedLedger opened(options);
    RevokeRequest request;
    request.key = &*key;
    request.reason = *options.reason;
    request.trust_paths = options.trust;
    request.crl_paths = options.crls;
    request.ledger = opened.ledger ? &*opened.ledger : nullptr;
    request.log_key = opened.key ? &*opened.key : nullptr;
    const auto standing = revoke_approval(options.bundle, request);
    std::cerr << say(Msg::cli_revoked, {options.bundle}) << '\n';
    tell_standing(standing);
    return exit_clean;
}

int run_approve(const ApproveOptions& options) {
    const auto key = key_of(options.signing);
    ApproveRequest request;
    request.role = options.break_glass ? "break-glass" : options.role;
    request.kind = options.break_glass ? ApprovalKind::break_glass : ApprovalKind::approve;
    request.key = &*key;
    request.time_stamp_url = options.authority;
    request.time_stamp_roots = options.authority_roots;
    request.trust_paths = options.trust;
    request.crl_paths = options.crls;
    OpenedLedger opened(options);
    request.ledger = opened.ledger ? &*opened.ledger : nullptr;
    request.log_key = opened.key ? &*opened.key : nullptr;
    const auto standing = approve_bundle(options.bundle, request);
    if (standing.complete()) std::cerr << say(Msg::cli_approved_all, {options.bundle}) << '\n';
    else std::cerr << say(Msg::cli_approved, {options.bundle}) << '\n';
    tell_standing(standing);
    return exit_clean;
}

// The words stand in the help; the value is a word of revocation_reason().
CLI::Option* add_revoking(CLI::App& command, ApproveOptions& options) {
    static const std::map<std::string, RevocationReason> reasons{{"mistake", RevocationReason::mistake}, {"new-facts", RevocationReason::new_facts},
        {"conflict", RevocationReason::conflict}, {"key-lost", RevocationReason::key_lost}, {"other", RevocationReason::other}};
    auto* revoke = command.add_flag("--revoke", options.revoke, say(Msg::cli_opt_revoke));
    auto* reason = command.add_option("--reason", options.reason, say(Msg::cli_opt_revoke_reason))
        ->type_name("mistake|new-facts|conflict|key-lost|other")->transform(CLI::CheckedTransformer(reasons).description(""));
    reason->needs(revoke);
    revoke->needs(reason);
    auto* ledger = command.add_option("--ledger", options.ledger, say(Msg::cli_opt_approve_ledger))->type_name("FILE");
    auto* log_key = command.add_option("--log-key", options.log_key, say(Msg::cli_opt_log_key_file))->type_name("FILE");
    ledger->needs(log_key);
    log_key->needs(ledger);
    return revoke;
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
    auto* stamp = command->add_option("--tsa", options->authority, say(Msg::cli_opt_bundle_tsa))->type_name("URL");
    command->add_option("--tsa-ca", options->authority_roots, say(Msg::cli_opt_tsa_ca))->type_name("FILE")->needs(stamp);
    auto* revoke = add_revoking(*command, *options)->excludes(role)->excludes(glass)->excludes(stamp);
    command->callback([options, &status, role, glass, revoke] {
        if (role->empty() && glass->empty() && revoke->empty()) throw CLI::RequiredError("--role");
        status = options->revoke ? run_revoke(*options) : run_approve(*options);
    });
}

}  // namespace

extern const Command command_approve;
const Command command_approve{add_approve};

}  // namespace cli
