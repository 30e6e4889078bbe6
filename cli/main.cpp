#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <string_view>

#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/heap.hpp"
#include "cli/language.hpp"
#include "cli/named_files.hpp"

namespace cli {

#define REVIEW_ENTRY(name) extern const Command command_##name;
#include "commands.inc"
#undef REVIEW_ENTRY

namespace {

struct NamedCommand {
    std::string_view name;
    const Command* command;
};

constexpr NamedCommand commands[] = {
#define REVIEW_ENTRY(name) {#name, &command_##name},
#include "commands.inc"
#undef REVIEW_ENTRY
};

// The one that is asked for: the options of all take a tenth of what a small scan takes. Null where others may have to be told of.
const Command* asked_for(int argc, const char* const* argv) {
    int at = 1;
    if (at < argc && std::string_view(argv[at]) == "--lang") at += 2;
    else if (at < argc && std::string_view(argv[at]).starts_with("--lang=")) at += 1;
    const std::string_view word = at < argc ? argv[at] : "";
    if (word == "man" || word == "completion") return nullptr;  // they tell of all
    const auto found = std::find_if(std::begin(commands), std::end(commands), [&](const NamedCommand& one) { return one.name == word; });
    return found == std::end(commands) ? nullptr : found->command;
}

// An unset variable of a script ("--approvals $RULES") must not read as an option that was not given.
void refuse_empty_values(CLI::App& app) {
    const CLI::Validator something([](std::string& value) { return value.empty() ? review::say(review::Msg::cli_empty_value) : std::string(); }, "");
    for (auto* option : app.get_options()) {
        if (option->get_items_expected_max() > 0) option->check(something);
    }
    for (auto* below : app.get_subcommands(nullptr)) refuse_empty_values(*below);
}

int run(int argc, char** argv) {
    namespace Msg = review::Msg;
    using review::say;
    // As locales write it, too: zh_CN.UTF-8.
    const CLI::Validator as_language([](std::string& word) {
        const auto end = word.find_first_of("_-.");
        if (end == 2) word.resize(end);
        return std::string();
    }, "");
    int status = exit_clean;
    std::string language;
    CLI::App app(say(Msg::cli_about), "review");
    app.set_version_flag("--version", "review " REVIEW_VERSION);
    app.add_option("--lang", language, say(Msg::cli_opt_lang))->transform(as_language)->check(CLI::IsMember({"en", "zh"}));
    app.footer(say(Msg::cli_statuses));
    app.require_subcommand(1);
    if (const auto* only = asked_for(argc, argv)) {
        only->add(app, status);
    } else {
        for (const auto& one : commands) one.command->add(app, status);
    }
    refuse_empty_values(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        const std::string message = say(Msg::cli_usage, {error.what()});
        std::fprintf(stderr, "review: %s\n", message.c_str());
        return exit_usage;
    }
    return status;
}

// Where a caller closed standard input, output or error, the next file would get its number, and what is said would be written into it.
// What is meant for a closed stream fails instead.
void keep_streams_occupied() {
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        if (open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) _exit(exit_fault);
    }
}

// Of a mapped draft that somebody cuts short while it is read (map_draft) nothing can be said any more.
void on_cut_short(int) {
    constexpr char message[] = "review: a file was cut short while it was read; nothing was written\n";
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0) _exit(exit_fault);
    _exit(exit_unreadable);
}

}  // namespace
}  // namespace cli

int main(int argc, char** argv) {
    cli::keep_streams_occupied();
    cli::set_up_heap();
    // A file-size limit then shows as EFBIG, and the temporary file is cleaned up.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGBUS, cli::on_cut_short);
    try {
        cli::choose_language(argc, argv);
        cli::refuse_files_named_as_options(argc, argv);
        return cli::run(argc, argv);
    } catch (...) {
        return cli::report_current_exception();
    }
}
