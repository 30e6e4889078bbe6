#include <algorithm>
#include <cstdio>
#include <memory>

#include <review/deadlines.hpp>
#include <review/decisions_file.hpp>
#include <review/error.hpp>

#include "base/calendar.hpp"
#include "base/messages/cli.hpp"
#include "base/messages/decide.hpp"
#include "base/messages/redact.hpp"
#include "cli/command.hpp"
#include "cli/decisions_options.hpp"
#include "cli/exit_status.hpp"
#include "cli/outputs.hpp"
#include "report/printable.hpp"

namespace cli {
namespace {

using namespace review;

struct DeadlinesOptions {
    std::vector<std::string> files;
    std::string holidays, on, bases;
};

struct Row {
    std::string file;
    Deadline deadline;
};

std::vector<Row> rows_of(const DeadlinesOptions& options, const WorkingDays& calendar) {
    const auto bases = bases_of(options.bases);
    std::vector<Row> rows;
    for (const auto& file : options.files) {
        const auto decisions = load_decisions(file, bases);
        for (const auto& deadline : deadlines(decisions, calendar)) rows.push_back({file, deadline});
    }
    // What was due first is overdue first.
    std::stable_sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) { return left.deadline.due < right.deadline.due; });
    return rows;
}

int run_deadlines(const DeadlinesOptions& options) {
    const auto calendar = options.holidays.empty() ? built_in_working_days() : load_working_days(options.holidays);
    const auto day = options.on.empty() ? std::optional(local_today()) : calendar_day(options.on);
    if (!day) throw Error(Errc::bad_config, say(Msg::redact_bad_day, {options.on}));
    const auto rows = rows_of(options, calendar);
    std::string text;
    bool overdue = false;
    for (const auto& [file, one] : rows) {
        overdue = overdue || one.overdue(*day);
        text += printable(say(one.overdue(*day) ? Msg::deadlines_overdue : Msg::deadlines_due,
                              {day_text(one.due), name_of(one.disposition), day_text(one.since), std::to_string(one.working_days), file,
                               std::to_string(one.line), one.finding})) + "\n";
    }
    write_output("-", rows.empty() ? say(Msg::deadlines_none) + "\n" : text);
    for (const auto& [file, one] : rows) {
        if (one.certain) continue;
        const auto line = say(Msg::deadlines_uncertain, {file, std::to_string(one.line), day_text(one.due)});
        std::fprintf(stderr, "review: %s\n", printable(line).c_str());
    }
    return overdue ? exit_findings : exit_clean;
}

void add_deadlines(CLI::App& app, int& status) {
    const auto options = std::make_shared<DeadlinesOptions>();
    auto* command = app.add_subcommand("deadlines", say(Msg::deadlines_about))->fallthrough();
    command->footer(say(Msg::deadlines_help));
    command->add_option("FILE", options->files, say(Msg::deadlines_opt_files))->required();
    command->add_option("--holidays", options->holidays, say(Msg::deadlines_opt_holidays))->type_name("FILE");
    command->add_option("--on", options->on, say(Msg::deadlines_opt_on))->type_name("DAY");
    add_bases(*command, options->bases);
    command->callback([options, &status] { status = run_deadlines(*options); });
}

}  // namespace

extern const Command command_deadlines;
const Command command_deadlines{add_deadlines};

}  // namespace cli
