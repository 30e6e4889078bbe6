#include <algorithm>
#include <memory>

#include <review/document.hpp>
#include <review/json.hpp>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "report/inspection_text.hpp"

namespace cli {
namespace {

using namespace review;

struct InspectOptions {
    std::string file, format = "text", output = "-", fail_on = "medium";
    bool reveal = false;
    PasswordOption password;
};

bool conceals(const Inspection& seen, Severity fail_on) {
    return std::any_of(seen.concealed.begin(), seen.concealed.end(), [&](const Concealed& found) {
        return found.severity >= fail_on || (!found.inside.empty() && conceals(found.inside.front(), fail_on));
    });
}

int status_of_inspection(const Inspection& seen, Severity fail_on) {
    if (!seen.failure.empty() || !seen.complete) return exit_unreadable;
    return conceals(seen, fail_on) ? exit_findings : exit_clean;
}

int run_inspect(const InspectOptions& options) {
    forbid_overwriting(options.file, options.output);
    if (options.reveal) require_private_output(options.output);
    make_heap_ready({options.file});
    const auto seen = inspect_document(load_draft(options.file), open_options(options.password));
    const auto reveal = options.reveal ? Reveal::yes : Reveal::no;
    write_output(options.output,
                 options.format == "json" ? inspection_json(seen, reveal)
                                          : inspection_text(seen, reveal, colour_wanted(options.output)),
                 options.reveal ? FileMode::secret : FileMode::shared);
    return status_of_inspection(seen, *severity(options.fail_on));
}

void add_inspect(CLI::App& app, int& status) {
    const auto options = std::make_shared<InspectOptions>();
    auto* command = app.add_subcommand("inspect", say(Msg::cli_inspect))->fallthrough();
    command->footer(say(Msg::cli_inspect_help));
    command->add_option("FILE", options->file, say(Msg::cli_opt_file))->required();
    add_password(*command, options->password);
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--fail-on", options->fail_on, say(Msg::cli_opt_fail_on))
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command->add_flag("--reveal", options->reveal, say(Msg::cli_opt_reveal));
    command->callback([options, &status] { status = run_inspect(*options); });
}

}  // namespace

extern const Command command_inspect;
const Command command_inspect{add_inspect};

}  // namespace cli
