#include "cli/aggregation_options.hpp"

#include <algorithm>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "cli/exit_status.hpp"

namespace cli {

using namespace review;

CLI::Option* add_aggregation(CLI::App& app, AggregationOptions& options, bool rules) {
    auto* key = app.add_option("--aggregation-key", options.key, say(Msg::cli_opt_aggregation_key))->type_name("FILE");
    if (rules) app.add_option("--aggregation", options.rules, say(Msg::cli_opt_aggregation))->type_name("FILE");
    return key;
}

std::optional<AggregationKeys> aggregation_keys_of(const AggregationOptions& options) {
    return options.key.empty() ? std::nullopt : std::optional(AggregationKeys::load(options.key));
}

int aggregation_status(const AggregationReport& report) {
    const bool blind = std::any_of(report.blind_spots.begin(), report.blind_spots.end(), [](const auto& spot) { return spot.can_be_mended(); });
    const bool completed = std::any_of(report.findings.begin(), report.findings.end(), [](const auto& finding) { return finding.adds; });
    return blind ? exit_unreadable : completed ? exit_findings : exit_clean;
}

}  // namespace cli
