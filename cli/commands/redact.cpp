#include <memory>

#include <review/json.hpp>
#include <review/release.hpp>

#include "base/messages/cli.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/redaction_options.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "release/redact_in_cage.hpp"

namespace cli {
namespace {

using namespace review;

struct RedactOptions {
    std::string file, output, evidence, plan;
    RuleOptions rules;
    PasswordOption password;
    RedactionOptions redaction;
    CageOption cage;
};

Redaction redacted(const RedactOptions& options) {
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto opening = open_options(options.password, options.rules.plugins);
    if (options.cage.is_wanted()) {
        const auto draft = DraftFile::open(options.file);
        return redact_in_cage(draft, scanner, policy, request_of(options.redaction, options.rules, draft.digest()), opening);
    }
    options.cage.tell_that_there_is_none();
    const Draft draft = map_draft(options.file);
    return redact_document(draft, scanner, policy, request_of(options.redaction, options.rules, draft.digest), opening);
}

int run_redact(const RedactOptions& options) {
    for (const auto& path : {options.output, options.evidence, options.plan}) {
        if (!path.empty()) forbid_overwriting(options.file, path);
    }
    make_heap_ready({options.file});
    const auto redaction = redacted(options);

    Outputs outputs;
    if (!options.plan.empty()) outputs.add(options.plan, as_bytes(plan_json(redaction.plan)), FileMode::secret);
    if (!options.evidence.empty()) outputs.add(options.evidence, as_bytes(evidence_json(redaction.evidence)));
    outputs.add(options.output, redaction.output);
    outputs.commit();
    warn_of_public_cuts(redaction.evidence);
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
    command->add_option("--plan", options->plan, say(Msg::cli_opt_plan_out))->type_name("FILE");
    command->callback([options, command, &status] {
        configure(options->rules, *command, {options->file});
        tell_settings(options->rules.settings);
        status = run_redact(*options);
    });
}

}  // namespace

extern const Command command_redact;
const Command command_redact{add_redact};

}  // namespace cli
