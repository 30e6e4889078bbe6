#include <algorithm>
#include <memory>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/json.hpp>

#include "base/messages/cli.hpp"
#include "cli/cage_option.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/files_apart.hpp"
#include "cli/heap.hpp"
#include "cli/outputs.hpp"
#include "cli/password_option.hpp"
#include "model/wire/inspection.hpp"
#include "release/readers_in_cage.hpp"
#include "report/inspection_text.hpp"

namespace cli {
namespace {

using namespace review;

struct InspectOptions {
    std::string file, format = "text", output = "-", fail_on = "medium";
    bool reveal = false;
    PasswordOption password;
    CageOption cage;
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

// Attachments are read as well: thrice the time of the document.
constexpr unsigned readings = 3;

Inspection inspect_in_cage(const DraftFile& draft, const OpenOptions& opening) {
    Inspection seen;
    try {
        Cage cage([&](CageTask&& task) {
            auto inspected = inspect_document(draft_of_task(task), opening);
            inspected.name.clear();
            CageAnswer answer;
            answer.bytes = to_wire(inspected);
            return answer;
        }, cage_for_drafts(opening.limits, draft.size(), readings));
        seen = from_wire<Inspection>(cage.read(task_for(draft)).bytes);
        draft.check_unchanged();
    } catch (const Error& error) {
        if (exit_of(error.code()) != exit_unreadable) throw;
        seen = {};
        seen.failure = error.what();
    }
    seen.name = draft.name();
    seen.sha256 = draft.digest();
    return seen;
}

Inspection inspected(const InspectOptions& options) {
    const auto opening = open_options(options.password);
    if (options.cage.is_wanted()) return inspect_in_cage(DraftFile::open(options.file), opening);
    options.cage.tell_that_there_is_none();
    return inspect_document(load_draft(options.file), opening);
}

int run_inspect(const InspectOptions& options) {
    if (options.reveal) require_private_output(options.output);
    make_heap_ready({options.file});
    const auto seen = inspected(options);
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
    add_cage(*command, options->cage);
    command->add_option("--format", options->format, say(Msg::cli_opt_format))->check(CLI::IsMember({"text", "json"}));
    command->add_option("-o,--output", options->output, say(Msg::cli_opt_output))->type_name("FILE");
    command->add_option("--fail-on", options->fail_on, say(Msg::cli_opt_fail_on))
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command->add_flag("--reveal", options->reveal, say(Msg::cli_opt_reveal));
    command->callback([options, command, &status] {
        keep_files_apart(*command, {"--output"});
        status = run_inspect(*options);
    });
}

}  // namespace

extern const Command command_inspect;
const Command command_inspect{add_inspect};

}  // namespace cli
