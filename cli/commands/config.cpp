#include <algorithm>
#include <filesystem>
#include <memory>

#include <review/error.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/configuration.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "cli/rule_options.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct ConfigOptions {
    std::string file = "-";
    bool origin = false;
    ConfigurationOptions configuration;
};

int show(const ConfigOptions& options) {
    if (options.file != "-" && !std::filesystem::exists(options.file)) throw Error(Errc::bad_config, say(Msg::cli_config_absent, {options.file}));
    const auto settings = settings_for(options.configuration, {options.file});
    std::string text;
    const auto row = [&](const std::string& key, const std::string& value, const std::string& origin) {
        text += key + ": " + printable(value) + (options.origin ? "  # " + printable(origin) : "") + "\n";
    };
    const RuleOptions built_in;
    for (const auto& [key, value] : {std::pair<std::string, std::string>{"policy", built_in.policy}, {"channel", built_in.channel}, {"packs", ""}, {"plugins", ""},
                                     {"suppressions", ""}, {"baseline", ""}, {"fail-on", default_fail_on}}) {
        bool set = false;
        for (const auto& setting : settings) {
            if (setting.key != key) continue;
            row(key, setting.value, setting.file + ":" + std::to_string(setting.line));
            set = true;
        }
        if (!set && !value.empty()) row(key, value, say(Msg::config_built_in));
    }
    write_output("-", text);
    return exit_clean;
}

void add_config(CLI::App& app, int& status) {
    const auto options = std::make_shared<ConfigOptions>();
    auto* command = app.add_subcommand("config", say(Msg::cli_config))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_config_help));
    auto* shown = command->add_subcommand("show", say(Msg::cli_config_show));
    shown->add_option("FILE", options->file, say(Msg::cli_opt_config_of));
    shown->add_flag("--origin", options->origin, say(Msg::cli_opt_origin));
    add_configuration(*shown, options->configuration);
    shown->callback([options, &status] { status = show(*options); });
}

}  // namespace

extern const Command command_config;
const Command command_config{add_config};

}  // namespace cli
