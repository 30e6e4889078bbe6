#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/scan_result.hpp>

namespace cli {

struct ConfigurationOptions {
    std::string file;
    bool none = false;
};

void add_configuration(CLI::App& app, ConfigurationOptions& options);

// What configuration files say of these drafts. Each of three levels goes before the one in front of it, key by key; packs add up:
// /etc/review/config.yaml; $XDG_CONFIG_HOME/review/config.yaml; --config, else REVIEW_CONFIG, else the nearest .review.yaml
// in the folders over the draft ("-": over the current folder). Throws Errc::bad_config where drafts have different ones, or where one
// that nobody named belongs to somebody else.
std::vector<review::SettingUse> settings_for(const ConfigurationOptions& options, const std::vector<std::string>& paths);

// Takes the setting out and gives it to `value`, unless the option was given on the command line; then it is dropped.
void take_setting(std::vector<review::SettingUse>& settings, const CLI::App& app, const std::string& key, std::string& value);

std::string line_of(const review::SettingUse& use);  // "policy: subsidy-list (/drafts/.review.yaml:1)"

// A default that is not seen may weaken a check that somebody counts on: each in force goes to standard error.
void tell_settings(const std::vector<review::SettingUse>& settings);

}  // namespace cli
