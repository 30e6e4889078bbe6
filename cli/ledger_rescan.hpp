#pragma once

#include <CLI/CLI.hpp>

namespace cli {

// `review ledger rescan` and `review ledger rekey`: what was published, read once more.
void add_rescan(CLI::App& ledger, int& status);

}  // namespace cli
