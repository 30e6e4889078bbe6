#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/baseline.hpp>
#include <review/policy.hpp>

#include "cli/inputs.hpp"
#include "cli/outputs.hpp"

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
    // Marks what is known; with --write-baseline takes stock of all of it first.
    void settle(const std::vector<Input>& inputs, review::ScanResult& result);
    // With --write-baseline: the file, together with the report or not at all; and a line that tells of it.
    void add_to(Outputs& outputs) const;
    void tell_written() const;

private:
    const BaselineOptions options_;
    std::optional<review::Baseline> baseline_;
};

}  // namespace cli
