#include <memory>

#include <review/bundle.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/cli_bundle.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

struct OpenFindingOptions {
    std::string bundle, finding, output = "-";
    bool value_key = false;
};

void add_open(CLI::App& app, int& status) {
    const auto options = std::make_shared<OpenFindingOptions>();
    auto* command = app.add_subcommand("open", say(Msg::cli_open))->fallthrough();
    command->footer(say(Msg::cli_open_help));
    command->add_option("BUNDLE", options->bundle, say(Msg::cli_opt_bundle))->type_name("BUNDLE")->required();
    command->add_option("--finding", options->finding, say(Msg::cli_opt_finding))->type_name("ID")->required();
    command->add_flag("--value-key", options->value_key, say(Msg::cli_opt_value_key));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"});
        if (options->value_key) require_private_output(options->output);
        write_output(options->output, open_finding(options->bundle, options->finding, options->value_key), FileMode::secret);
        status = exit_clean;
    });
}

}  // namespace

extern const Command command_open;
const Command command_open{add_open};

}  // namespace cli
