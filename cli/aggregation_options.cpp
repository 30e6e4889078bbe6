#include "cli/aggregation_options.hpp"

#include <algorithm>

#include "base/messages/cli.hpp"
#include "base/messages/cli_ledger.hpp"
#include "cli/exit_status.hpp"
#include "cli/passphrase.hpp"

namespace cli {

using namespace review;

CLI::Option* add_aggregation(CLI::App& app, AggregationOptions& options, bool rules) {
    auto* key = app.add_option("--aggregation-key", options.keys, say(Msg::cli_opt_aggregation_key))->type_name("FILE|URI")->allow_extra_args(false);
    app.add_option("--aggregation-pin-env", options.pin_variable, say(Msg::cli_opt_aggregation_pin))->type_name("NAME")->needs(key);
    if (rules) app.add_option("--aggregation", options.rules, say(Msg::cli_opt_aggregation))->type_name("FILE");
    return key;
}

std::optional<AggregationKeys> aggregation_keys_of(const AggregationOptions& options) {
    std::optional<AggregationKeys> keys;
    for (const auto& where : options.keys) {
        const bool on_token = where.starts_with("pkcs11:");
        auto more = AggregationKeys::load(where, on_token ? passphrase_for(where, {options.pin_variable, -1}) : Sensitive());
        if (keys) keys->add(std::move(more));
        else keys = std::move(more);
    }
    return keys;
}

int aggregation_status(const AggregationReport& report) {
    const bool blind = std::any_of(report.blind_spots.begin(), report.blind_spots.end(), [](const auto& spot) { return spot.can_be_mended(); });
    const bool completed = std::any_of(report.findings.begin(), report.findings.end(), [](const auto& finding) { return finding.adds; });
    return blind ? exit_unreadable : completed ? exit_findings : exit_clean;
}

}  // namespace cli
