#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/baseline.hpp>
#include <review/policy.hpp>

#include "cli/inputs.hpp"

namespace cli {

struct BaselineOptions {
    std::string file, write;
    std::string owner, reason, expires;
};

void add_baseline(CLI::App& app, BaselineOptions& options);

// What was known before a scan, or is from now on.
class KnownBefore {
public:
    // Throws Errc::bad_config before anything is scanned: a baseline that cannot be read or written, or no key.
    KnownBefore(const BaselineOptions& options, const review::Policy& policy, const review::Bytes& key);
    // Marks what is known; with --write-baseline takes stock of all of it first, and writes that down.
    void settle(const std::vector<Input>& inputs, review::ScanResult& result);

private:
    const BaselineOptions options_;
    std::optional<review::Baseline> baseline_;
};

}  // namespace cli
