#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include <review/bundle.hpp>
#include <review/certificate.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/token_index.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/messages/cli_bundle.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/heap.hpp"
#include "cli/redaction_options.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "cli/signing_options.hpp"
#include "release/draft_work.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;
struct ReleaseOptions {
    std::string file, folder;
    std::vector<std::string> trust, crls;
    std::string name, number, rules, redactor, expires, ledger, log_key, authority, authority_roots;
    std::optional<SealLevel> level;
    RuleOptions patterns;
    PasswordOption password;
    RedactionOptions redaction;
    SigningOptions signing;
    VisibleOptions visible;
    AggregationOptions aggregation;
    CageOption cage;
};

// The signature that was just made is verified before it goes out. Without --trust it must lead to
// what the signer named: the chain, or the certificate itself.
std::vector<std::string> trust_of(const ReleaseOptions& options) {
    if (!options.trust.empty() || options.signing.key.empty()) return options.trust;
    for (const auto& named : {options.signing.chain, options.signing.certificate}) {
        if (!named.empty()) return {named};
    }
    return {};
}

// Before anything is written: where neither holds a root, the release would stop behind its seal.
void require_own_trust(const ReleaseOptions& options, const SigningKey& key, const std::vector<std::string>& trust) {
    if (!options.trust.empty()) return;
    const auto chain = options.signing.chain.empty() ? std::vector<Bytes>() : certificates_in(options.signing.chain);
    const auto why = why_not_trusted(certificate_of(key), chain, trust, {}, std::time(nullptr));
    if (!why.empty()) throw Error(Errc::bad_config, say(Msg::cli_needs_trust, {why}));
}

BundleRequest bundle_request_of(const ReleaseOptions& options) {
    BundleRequest bundle;
    bundle.folder = options.folder;
    bundle.file_name = options.name;
    bundle.number = options.number;
    bundle.redactor = options.redactor;
    bundle.expires = options.expires;
    bundle.trust_paths = trust_of(options);
    bundle.crl_paths = options.crls;
    bundle.time_stamp_url = options.authority;
    // The seal is dated where there is an authority to ask.
    bundle.signing.level = options.level.value_or(options.authority.empty() ? SealLevel::b : SealLevel::t);
    if (bundle.signing.level != SealLevel::b) bundle.signing.tsa = options.authority;
    if (bundle.signing.level >= SealLevel::lt) bundle.signing.crl_paths = options.crls;
    bundle.signing.tsa_ca = options.authority_roots;
    bundle.signing.trust_paths = options.trust;
    bundle.signing.visible = look_of(options.visible);
    for (const auto& rule : options.aggregation.accepted) bundle.accepted.push_back({rule, options.aggregation.reason});
    if (!options.rules.empty()) {
        const auto file = load_settings_file(options.rules);
        bundle.rules_file.assign(file.bytes.begin(), file.bytes.end());
        bundle.rules = parse_approval_rules(file.bytes, options.rules);
    }
    return bundle;
}

// Which persons are still missing, and what they are asked to do.
int tell_waiting(const ReleaseOptions& options, const BundleOutcome& outcome) {
    std::cerr << "review: " << printable(say(Msg::cli_waits, {options.folder, outcome.document})) << '\n';
    for (const auto& missing : outcome.standing.missing) std::cerr << "  " << printable(missing) << '\n';
    for (const auto& refused : outcome.standing.refused) std::cerr << "  " << printable(refused) << '\n';
    for (const auto& revoked : outcome.standing.revoked) std::cerr << "  " << printable(revoked) << '\n';
    return exit_unapproved;
}

// An office that compares its releases hears of the one that was not.
void warn_of_no_comparison(const ReleaseOptions& options, const std::optional<Ledger>& ledger) {
    if (!ledger || !options.aggregation.keys.empty()) return;
    const auto epochs = TokenIndex(*ledger).epochs();
    const bool tokens = std::any_of(epochs.begin(), epochs.end(), [](const TokenIndex::Epoch& epoch) { return !epoch.identity.empty(); });
    if (tokens) std::cerr << "review: " << say(Msg::cli_not_compared, {options.ledger}) << '\n';
}

int run_release(const ReleaseOptions& options) {
    if (!options.expires.empty() && options.expires < local_day(utc_now())) throw Error(Errc::bad_config, say(Msg::cli_ended_before, {options.expires}));
    make_heap_ready({options.file});
    const Draft draft = load_draft(options.file);
    const auto scanner = scanner_of(options.patterns);
    const auto policy = policy_of(options.patterns);
    const auto request = request_of(options.redaction, options.patterns, draft.digest);
    const auto opening = open_options(options.password, options.patterns.plugins);
    if (!options.cage.is_wanted()) options.cage.tell_that_there_is_none();
    const auto file = DraftFile::of(draft);
    const auto work = options.cage.is_wanted() ? work_in_cage(file, scanner, policy, request, opening) : work_here(draft, scanner, policy, request, opening);
    const auto key = key_of(options.signing);
    auto bundle = bundle_request_of(options);
    bundle.key = key ? &*key : nullptr;
    if (key) require_own_trust(options, *key, bundle.trust_paths);
    std::optional<Ledger> ledger;
    std::optional<NoteKey> log_key;
    if (!options.ledger.empty()) {
        ledger = Ledger::open(options.ledger, Ledger::Access::write);
        log_key = NoteKey::load(options.log_key, ledger->verifier().name, passphrase_for(options.log_key, {}));
        bundle.ledger = &*ledger;
        bundle.log_key = &*log_key;
    }
    const auto aggregation_keys = aggregation_keys_of(options.aggregation);
    const auto aggregation_rules = load_aggregation(options.aggregation.rules);
    bundle.aggregation_keys = aggregation_keys ? &*aggregation_keys : nullptr;
    bundle.aggregation_rules = &aggregation_rules;
    const auto outcome = release_bundle_by(*work, draft, scanner, policy, request, bundle, opening);
    warn_of_public_cuts(outcome.evidence);
    warn_of_what_stays(outcome.evidence);
    warn_of_words_not_found(outcome.evidence, options.patterns);
    warn_of_no_comparison(options, ledger);
    if (!outcome.released) return tell_waiting(options, outcome);
    if (outcome.released_before) std::cerr << "review: " << printable(say(Msg::cli_released_before, {options.folder})) << '\n';
    for (const auto& remark : outcome.remarks) std::cerr << "review: " << remark << '\n';
    std::cerr << say(Msg::cli_proven, {std::to_string(outcome.evidence.values), std::to_string(outcome.evidence.streams)}) << '\n';
    if (outcome.ledger_index) std::cerr << say(Msg::cli_in_ledger, {options.ledger, std::to_string(*outcome.ledger_index)}) << '\n';
    return exit_clean;
}

void add_people(CLI::App& app, ReleaseOptions& options) {
    auto* rules = app.add_option("--approvals", options.rules, say(Msg::cli_opt_approvals))->type_name("FILE");
    auto* redactor = app.add_option("--redactor", options.redactor, say(Msg::cli_opt_redactor))->type_name("PERSON");
    rules->needs(redactor);
    app.add_option("--trust", options.trust, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false);
    app.add_option("--crl", options.crls, say(Msg::cli_opt_bundle_crl))->type_name("FILE")->allow_extra_args(false);
    auto* authority = app.add_option("--tsa", options.authority, say(Msg::cli_opt_bundle_tsa))->type_name("URL");
    app.add_option("--tsa-ca", options.authority_roots, say(Msg::cli_opt_tsa_ca))->type_name("FILE")->needs(authority);
    static const std::map<std::string, SealLevel> levels{{"b", SealLevel::b}, {"t", SealLevel::t}, {"lt", SealLevel::lt}, {"lta", SealLevel::lta}};
    app.add_option("--level", options.level, say(Msg::cli_opt_level))
        ->type_name("b|t|lt|lta")->transform(CLI::CheckedTransformer(levels).description(""));
    auto* ledger = app.add_option("--ledger", options.ledger, say(Msg::cli_opt_into_ledger))->type_name("FILE");
    auto* log_key = app.add_option("--log-key", options.log_key, say(Msg::cli_opt_log_key_file))->type_name("FILE");
    ledger->needs(log_key);
    log_key->needs(ledger);
    auto* aggregation = add_aggregation(app, options.aggregation)->needs(ledger);
    auto* reason = app.add_option("--accept-reason", options.aggregation.reason, say(Msg::cli_opt_accept_reason))->type_name("TEXT");
    auto* accept = app.add_option("--accept-aggregation", options.aggregation.accepted, say(Msg::cli_opt_accept))
        ->type_name("RULE")->allow_extra_args(false)->needs(reason)->needs(aggregation);
    reason->needs(accept);
    app.add_option("--name", options.name, say(Msg::cli_opt_name))->type_name("NAME");
    app.add_option("--number", options.number, say(Msg::cli_opt_doc_number))->type_name("TEXT")->needs(ledger);
    app.add_option("--expires", options.expires, say(Msg::cli_opt_expires))->type_name("YYYY-MM-DD")->check([](const std::string& day) {
        return utc_seconds(day + "T00:00:00Z") ? std::string() : say(Msg::cli_bad_day);
    });
}

void add_release(CLI::App& app, int& status) {
    const auto options = std::make_shared<ReleaseOptions>();
    auto* command = app.add_subcommand("release", say(Msg::cli_release))->fallthrough();
    command->footer(say(Msg::cli_release_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->folder, say(Msg::cli_opt_folder))->type_name("BUNDLE")->required();
    add_redaction(*command, options->redaction);
    add_rules(*command, options->patterns);
    add_password(*command, options->password);
    add_cage(*command, options->cage);
    add_signing(*command, options->signing);
    add_visible(*command, options->visible);
    add_people(*command, *options);
    command->callback([options, command, &status] {
        configure(options->patterns, *command, {options->file});
        tell_settings(options->patterns.settings);
        keep_files_apart(*command, {"--output"}, files_of(options->patterns.settings, options->patterns.key_file));
        status = run_release(*options);
    });
}

}  // namespace

extern const Command command_release;
const Command command_release{add_release};

}  // namespace cli
