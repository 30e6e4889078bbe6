#pragma once

#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/policy.hpp>
#include <review/scanner.hpp>

#include "model/report_entry.hpp"

namespace cli {

// What is looked for, and what is made of it: the same options for every command that scans.
struct RuleOptions {
    std::string policy = "default";
    std::string channel = "internet";
    std::vector<std::string> packs;
    std::vector<std::string> terms;
    std::string terms_from;
    std::vector<std::string> regexes;
    std::string suppressions, key_file;
};

void add_rules(CLI::App& app, RuleOptions& options);

review::Scanner scanner_of(const RuleOptions& options);
review::Policy policy_of(const RuleOptions& options);  // with its suppressions

// "pack/rule" -> what reports say of it.
std::map<std::string, review::ReportRule> rules_of(const std::vector<review::PatternPack>& packs);

}  // namespace cli
