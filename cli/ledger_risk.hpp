#pragma once

#include <CLI/CLI.hpp>

namespace cli {

// `review ledger key` and `review ledger risk`.
void add_risk(CLI::App& ledger, int& status);

}  // namespace cli
