#include "cli/ledger_risk.hpp"

#include <algorithm>
#include <memory>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "base/utc_time.hpp"
#include "cli/aggregation_options.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "cli/rule_options.hpp"
#include "report/aggregation_text.hpp"

namespace cli {
namespace {

using namespace review;

struct Options {
    std::string ledger, key_file, format = "text", output = "-", day = local_day(utc_now());
    std::vector<std::string> drafts;
    RuleOptions rules;
    PasswordOption password;
    AggregationOptions aggregation;
};

int risk(const Options& options) {
    const auto scanner = scanner_of(options.rules);
    const auto policy = policy_of(options.rules);
    const auto keys = aggregation_keys_of(options.aggregation);
    const auto rules = load_aggregation(options.aggregation.rules);
    const auto ledger = Ledger::open(options.ledger, Ledger::Access::read);
    std::vector<AggregationReport> reports;
    int status = exit_clean;
    for (const auto& path : options.drafts) {
        const auto draft = load_draft(path);
        const auto records = records_of(*open_document(draft, open_options(options.password, options.rules.plugins)), scanner);
        AggregationRequest request;
        request.ledger = &ledger;
        request.keys = keys ? &*keys : nullptr;
        request.rules = &rules;
        request.draft = draft.name;
        request.channel = policy.channel;
        request.day = options.day;
        reports.push_back(check_aggregation(records, request));
        status = std::max(status, aggregation_status(reports.back()));
    }
    std::string text;
    if (options.format == "json") text = aggregation_json(reports);
    else for (const auto& report : reports) text += aggregation_text(report);
    write_output(options.output, text);
    return status;
}

int make_epoch_key(const Options& options) {
    write_output("-", AggregationKeys::make_epoch(options.key_file, options.day) + "\n");
    return exit_clean;
}

}  // namespace

void add_risk(CLI::App& ledger, int& status) {
    const auto options = std::make_shared<Options>();
    auto* key = ledger.add_subcommand("key", say(Msg::cli_ledger_key));
    key->add_option("FILE", options->key_file, say(Msg::cli_opt_new_aggregation_key))->type_name("FILE")->required();
    key->callback([options, &status] { status = make_epoch_key(*options); });
    auto* command = ledger.add_subcommand("risk", say(Msg::cli_ledger_risk));
    command->footer(say(Msg::cli_ledger_risk_help));
    command->add_option("LEDGER", options->ledger, say(Msg::cli_opt_ledger))->required();
    command->add_option("DRAFT", options->drafts, say(Msg::cli_opt_risk_draft))->required();
    add_aggregation(*command, options->aggregation)->required();
    add_rules(*command, options->rules);
    add_password(*command, options->password);
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"}, files_of({}, options->rules.key_file));
        status = risk(*options);
    });
}

}  // namespace cli
