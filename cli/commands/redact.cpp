#include <memory>

#include <review/json.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/redaction_options.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "release/redact_in_cage.hpp"
#include "release/redaction_steps.hpp"
#include "release/redaction_views.hpp"
#include "report/redaction_page.hpp"

namespace cli {
namespace {

using namespace review;

struct RedactOptions {
    std::string file, output, evidence, plan, report;
    bool reveal = false;
    RuleOptions rules;
    PasswordOption password;
    RedactionOptions redaction;
    CageOption cage;
};

struct Redacted {
    Redaction redaction;
    std::string report;  // empty: nobody wants one
};

std::string report_of(const RedactOptions& options, const Scanner& scanner, const Policy& policy, const Redaction& redaction, CutPlaces&& places, RedactionViews&& views) {
    ShownRedaction shown;
    shown.draft = options.file;
    shown.output = options.output;
    shown.policy = policy.name;
    shown.channel = name_of(policy.channel);
    shown.evidence = redaction.evidence;
    shown.unreadable = redaction.plan.unreadable;
    shown.accepted = redaction.plan.accepted;
    shown.places = std::move(places);
    shown.views = std::move(views);
    return redaction_page(std::move(shown), rules_of(scanner.packs()), options.reveal ? Reveal::yes : Reveal::no);
}

Redacted redacted(const RedactOptions& options) {
    const auto reveal = options.reveal ? Reveal::yes : Reveal::no;
    const bool reported = !options.report.empty();
    CutPlaces places;
    RedactionViews views;
    Redacted result;
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto opening = open_options(options.password, options.rules.plugins);
    if (options.cage.is_wanted()) {
        const auto draft = DraftFile::open(options.file);
        const auto request = request_of(options.redaction, options.rules, draft.digest());
        result.redaction = redact_in_cage(draft, scanner, policy, request, opening, reported ? &places : nullptr);
        if (reported) views = redaction_views_in_cage(draft, result.redaction, places, scanner, policy, request, reveal, opening);
    } else {
        options.cage.tell_that_there_is_none();
        const Draft draft = map_draft(options.file);
        const auto request = request_of(options.redaction, options.rules, draft.digest);
        result.redaction = redact_here(draft, scanner, policy, request, opening, reported ? &places : nullptr);
        if (reported) views = redaction_views(draft, result.redaction, places, scanner, policy, request, reveal, opening);
    }
    if (reported) result.report = report_of(options, scanner, policy, result.redaction, std::move(places), std::move(views));
    return result;
}

int run_redact(const RedactOptions& options) {
    for (const auto& secret : {options.plan, options.report}) {
        if (!secret.empty()) require_private_output(secret);
    }
    make_heap_ready({options.file});
    const auto [redaction, report] = redacted(options);

    Outputs outputs;
    if (!options.plan.empty()) outputs.add(options.plan, as_bytes(plan_json(redaction.plan)), FileMode::secret);
    if (!options.evidence.empty()) outputs.add(options.evidence, as_bytes(evidence_json(redaction.evidence)));
    if (!options.report.empty()) outputs.add(options.report, as_bytes(report), FileMode::secret);  // masked, it still tells more than the output
    outputs.add(options.output, redaction.output);
    outputs.commit();
    warn_of_public_cuts(redaction.evidence);
    warn_of_what_stays(redaction.evidence);
    warn_of_words_not_found(redaction.evidence, options.rules);
    return exit_clean;
}

void add_redact(CLI::App& app, int& status) {
    const auto options = std::make_shared<RedactOptions>();
    auto* command = app.add_subcommand("redact", say(Msg::cli_redact))->fallthrough();
    command->footer(say(Msg::cli_redact_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE")->required();
    add_redaction(*command, options->redaction);
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    add_cage(*command, options->cage);
    command->add_option("--evidence", options->evidence, say(Msg::cli_opt_evidence))->type_name("FILE");
    auto* report = command->add_option("--report", options->report, say(Msg::cli_opt_report))->type_name("FILE");
    command->add_flag("--reveal", options->reveal, say(Msg::cli_opt_report_reveal))->needs(report);
    command->add_option("--plan", options->plan, say(Msg::cli_opt_plan_out))->type_name("FILE");
    command->callback([options, command, &status] {
        configure(options->rules, *command, {options->file});
        tell_settings(options->rules.settings);
        keep_files_apart(*command, {"--output", "--evidence", "--plan", "--report"}, files_of(options->rules.settings, options->rules.key_file));
        status = run_redact(*options);
    });
}

}  // namespace

extern const Command command_redact;
const Command command_redact{add_redact};

}  // namespace cli
