#include <memory>
#include <optional>

#include <review/approval_list.hpp>
#include <review/approval_rules.hpp>
#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/in_toto.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_bundle.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct ApprovalsOptions {
    std::vector<std::string> files;
    std::string bundle, ledger, format = "text";
    std::vector<std::string> trust, crls;
};

// Roles in their order, who holds them, and what the rules are called in statements.
std::string text_of_rules(const ApprovalRules& rules) {
    std::string text = say(Msg::cli_rules, {printable(rules.name), rules.digest.hex(), std::to_string(rules.valid_days)}) + "\n";
    const auto holders = [&](const std::vector<std::string>& ids) {
        std::string all;
        for (const auto& id : ids) all += (all.empty() ? "" : ", ") + id;
        return printable(all);
    };
    for (const auto& role : rules.roles) {
        text += "  " + say(Msg::cli_rules_role, {std::to_string(role.order), printable(role.name), std::to_string(role.threshold), holders(role.holders)}) + "\n";
    }
    if (rules.break_glass) {
        text += "  " + say(Msg::cli_rules_glass, {std::to_string(rules.break_glass->threshold), holders(rules.break_glass->holders)}) + "\n";
    }
    if (rules.in_toto) text += "  " + say(Msg::cli_rules_in_toto) + "\n";
    return text;
}

int check_rules(const ApprovalsOptions& options) {
    for (const auto& file : options.files) write_output("-", text_of_rules(load_approval_rules(file)));
    return exit_clean;
}

// The lines of `persons` that name a certificate's key.
int name_person(const ApprovalsOptions& options) {
    std::string text;
    for (const auto& file : options.files) {
        const auto facts = facts_of(certificates_in(file).front());
        text += "  # " + printable(facts.subject) + ", " + facts.algorithm + "\n";
        text += "  - person: \"" + printable(facts.serial_number_rdn) + "\"\n    keys: [" + facts.spki.hex() + "]\n";
    }
    write_output("-", text);
    return exit_clean;
}

int print_in_toto_key(const ApprovalsOptions& options) {
    for (const auto& file : options.files) {
        const auto certificate = certificates_in(file).front();
        const auto facts = facts_of(certificate);
        const auto key = in_toto_key(facts.algorithm, public_key_pem(certificate), InTotoSigner::layout);
        if (!key) throw Error(Errc::bad_key, say(Msg::cli_no_in_toto_key, {printable(facts.subject), facts.algorithm}));
        write_output("-", in_toto_key_file(*key));
    }
    return exit_clean;
}

// Who approved, who took an approval back, and what is missing.
std::string text_of_list(const ApprovalList& list) {
    std::string text = printable(list.file_name) + "\n";
    const auto line = [&](const std::string& sentence) { text += "  " + printable(sentence) + "\n"; };
    for (const auto& one : list.approvals) line(say(Msg::cli_approvals_one, {one.person, one.role, one.time, one.expires}));
    for (const auto& one : list.revocations) line(sentence_of(one));
    for (const auto* sentences : {&list.problems, &list.refused, &list.missing}) {
        for (const auto& sentence : *sentences) line(sentence);
    }
    return text;
}

int list_bundle(const ApprovalsOptions& options) {
    std::optional<Ledger> ledger;
    if (!options.ledger.empty()) ledger = Ledger::open(options.ledger, Ledger::Access::read);
    const auto list = list_approvals(options.bundle, {options.trust, options.crls, ledger ? &*ledger : nullptr});
    write_output("-", options.format == "json" ? approvals_json(list) : text_of_list(list));
    return list.problems.empty() ? exit_clean : exit_unverified;
}

void add_listing(CLI::App& app, const std::shared_ptr<ApprovalsOptions>& options, int& status) {
    auto* listing = app.add_subcommand("list", say(Msg::cli_approvals_list))->fallthrough();
    listing->add_option("BUNDLE", options->bundle, say(Msg::cli_opt_bundle))->required();
    listing->add_option("--trust", options->trust, say(Msg::cli_opt_trust))->type_name("FILE")->allow_extra_args(false)->required();
    listing->add_option("--crl", options->crls, say(Msg::cli_opt_bundle_crl))->type_name("FILE")->allow_extra_args(false);
    listing->add_option("--ledger", options->ledger, say(Msg::cli_opt_approve_ledger))->type_name("FILE");
    listing->add_option("--format", options->format, say(Msg::cli_opt_list_format))->type_name("text|json")->check(CLI::IsMember({"text", "json"}).description(""));
    listing->callback([options, &status] { status = list_bundle(*options); });
}

void add_approvals(CLI::App& app, int& status) {
    auto* command = app.add_subcommand("approvals", say(Msg::cli_approvals))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_approvals_help));
    const auto options = std::make_shared<ApprovalsOptions>();
    auto* checking = command->add_subcommand("check", say(Msg::cli_approvals_check))->fallthrough();
    checking->add_option("FILE", options->files, say(Msg::cli_opt_approvals))->required();
    checking->callback([options, &status] { status = check_rules(*options); });
    auto* naming = command->add_subcommand("person", say(Msg::cli_approvals_person))->fallthrough();
    naming->add_option("CERT", options->files, say(Msg::cli_opt_cert))->required();
    naming->callback([options, &status] { status = name_person(*options); });
    add_listing(*command, options, status);
    auto* key = command->add_subcommand("in-toto-key", say(Msg::cli_approvals_in_toto_key))->fallthrough();
    key->add_option("CERT", options->files, say(Msg::cli_opt_cert))->required()->expected(1);
    key->callback([options, &status] { status = print_in_toto_key(*options); });
}

}  // namespace

extern const Command command_approvals;
const Command command_approvals{add_approvals};

}  // namespace cli
