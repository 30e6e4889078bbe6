#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/policy.hpp>
#include <review/scanner.hpp>

#include "model/report_entry.hpp"
#include "cli/asked_words.hpp"
#include "cli/configuration.hpp"
#include "cli/plugin_options.hpp"

namespace cli {

constexpr const char* default_fail_on = "low";

// What is looked for, and what is made of it: the same options for every command that scans.
struct RuleOptions {
    std::string policy = "default";
    std::string channel = "internet";
    std::vector<std::string> packs;
    std::vector<std::string> terms;
    std::string terms_from;
    std::vector<std::string> regexes;
    mutable std::shared_ptr<const std::vector<AskedWord>> asked = {};  // by words_of()
    std::string suppressions, key_file;
    ConfigurationOptions configuration;
    PluginOptions plugins;
    std::vector<review::SettingUse> settings = {};  // that configure() found in force
};

void add_rules(CLI::App& app, RuleOptions& options);

// Fills in what configuration files say of these drafts and the command line does not. `more` are keys of the command's own.
void configure(RuleOptions& options, const CLI::App& app, const std::vector<std::string>& paths,
               const std::map<std::string, std::string*>& more = {});

// What --term and --terms-from name, in this order: "terms/term-1" is the first. Read once.
const std::vector<AskedWord>& words_of(const RuleOptions& options);

review::Scanner scanner_of(const RuleOptions& options);
review::Policy policy_of(const RuleOptions& options);  // with its suppressions

// "pack/rule" -> what reports say of it.
std::map<std::string, review::ReportRule> rules_of(const std::vector<review::PatternPack>& packs);

std::string cache_folder();  // of compiled packs; empty: none are kept

}  // namespace cli
