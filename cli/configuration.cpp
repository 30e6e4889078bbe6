#include "cli/configuration.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>

#include <review/error.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/report.hpp"
#include "policy/settings_file.hpp"
#include "report/printable.hpp"

namespace cli {

using namespace review;
namespace fs = std::filesystem;

void add_configuration(CLI::App& app, ConfigurationOptions& options) {
    auto* file = app.add_option("--config", options.file, say(Msg::cli_opt_config))->type_name("FILE");
    app.add_flag("--no-config", options.none, say(Msg::cli_opt_no_config))->excludes(file);
}

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

bool there(const fs::path& path) {
    std::error_code hidden;
    return fs::exists(fs::symlink_status(path, hidden));
}

// Whoever may write to a folder over a draft (/tmp) must not say how other people's drafts are checked.
void require_own(const std::string& path) {
    struct stat link {}, file {};
    const auto own = [](const struct stat& of) { return of.st_uid == geteuid() || of.st_uid == 0; };
    if (lstat(path.c_str(), &link) == 0 && stat(path.c_str(), &file) == 0 && own(link) && own(file)) return;
    throw Error(Errc::bad_config, say(Msg::config_not_own, {path}));
}

std::string nearest(fs::path folder) {
    for (;; folder = folder.parent_path()) {
        const auto candidate = folder / ".review.yaml";
        if (there(candidate)) {
            require_own(candidate);
            return candidate;
        }
        if (folder == folder.parent_path()) return "";
    }
}

// Without the links on the way, where the file system lets us see them.
fs::path whole(const fs::path& path) {
    std::error_code hidden;
    const auto found = fs::weakly_canonical(fs::absolute(path), hidden);
    return hidden ? fs::absolute(path).lexically_normal() : found;
}

fs::path folder_of(const std::string& path) {
    std::error_code absent;
    if (path == "-") return ".";
    return fs::is_directory(path, absent) ? fs::path(path) : fs::absolute(path).parent_path();
}

std::string found_over(const std::vector<std::string>& paths) {
    std::set<fs::path> folders;
    for (const auto& path : paths) folders.insert(folder_of(path));
    if (folders.empty()) folders.insert(folder_of("-"));
    std::optional<std::string> found;
    for (const auto& folder : folders) {
        const auto one = nearest(whole(folder));
        const auto named = [](const std::string& path) { return path.empty() ? say(Msg::config_none) : path; };
        if (found && *found != one) throw Error(Errc::bad_config, say(Msg::config_differs, {named(*found), named(one)}));
        found = one;
    }
    return found.value_or("");
}

std::string user_file() {
    auto folder = variable("XDG_CONFIG_HOME");
    if (folder.empty() && !variable("HOME").empty()) folder = variable("HOME") + "/.config";
    return folder.empty() || folder.front() != '/' ? "" : folder + "/review/config.yaml";
}

}  // namespace

std::vector<SettingUse> settings_for(const ConfigurationOptions& options, const std::vector<std::string>& paths) {
    if (options.none) return {};
    auto chosen = options.file.empty() ? variable("REVIEW_CONFIG") : options.file;
    // Drafts may come with a configuration around them: it chooses rules, and never code.
    std::string found;
    if (chosen.empty()) chosen = found = found_over(paths);
    std::vector<SettingUse> settings;
    for (const auto& path : {std::string("/etc/review/config.yaml"), user_file(), chosen}) {
        if (path.empty() || (path != chosen && !there(path))) continue;
        for (auto& setting : load_settings(path)) {
            if (setting.key == "plugins" && path == found) throw Error(Errc::bad_config, say(Msg::config_plugins_found, {path}));
            if (!adds_up(setting.key)) std::erase_if(settings, [&](const SettingUse& old) { return old.key == setting.key; });
            settings.push_back(std::move(setting));
        }
    }
    return settings;
}

void take_setting(std::vector<SettingUse>& settings, const CLI::App& app, const std::string& key, std::string& value) {
    const bool given = app.count("--" + key) > 0;
    for (const auto& setting : settings) {
        if (setting.key == key && !given) value = setting.value;
    }
    if (given) std::erase_if(settings, [&](const SettingUse& setting) { return setting.key == key; });
}

std::string line_of(const SettingUse& use) {
    return say(Msg::report_setting, {use.key, printable(use.value), printable(use.file), std::to_string(use.line)});
}

void tell_settings(const std::vector<SettingUse>& settings) {
    for (const auto& use : settings) std::fprintf(stderr, "review: %s\n", line_of(use).c_str());
}

}  // namespace cli
