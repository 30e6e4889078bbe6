#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/aggregation_check.hpp>

namespace cli {

// How releases are compared with each other.
struct AggregationOptions {
    std::vector<std::string> keys;  // files of epochs' keys, pkcs11: URIs; none: they are not compared
    std::string pin_variable;
    std::string rules = "default";
    std::vector<std::string> accepted;
    std::string reason;
};

// Whether a file of rules can be named too. Returns the option of the key.
CLI::Option* add_aggregation(CLI::App& app, AggregationOptions& options, bool rules = true);

std::optional<review::AggregationKeys> aggregation_keys_of(const AggregationOptions& options);

// Exit status for what was compared: rules completed, releases that could not be compared.
int aggregation_status(const review::AggregationReport& report);

}  // namespace cli
