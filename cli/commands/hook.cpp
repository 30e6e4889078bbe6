#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"
#include "cli/command.hpp"
#include "cli/exit_status.hpp"
#include "cli/git.hpp"
#include "cli/outputs.hpp"

namespace cli {
namespace {

using namespace review;

// What offices publish, also where nobody here can read it: such a commit is stopped. The same in .pre-commit-hooks.yaml.
const std::vector<std::string> documents{"*.pdf",  "*.ofd",  "*.docx", "*.docm", "*.dotx", "*.xlsx", "*.xlsm", "*.xltx", "*.pptx", "*.pptm",
                                         "*.potx", "*.ppsx", "*.html", "*.htm",  "*.xhtml", "*.xml", "*.txt",  "*.csv",  "*.md",   "*.zip",
                                         "*.doc",  "*.xls",  "*.ppt",  "*.rtf",  "*.odt",  "*.ods",  "*.odp",  "*.wps",  "*.et",   "*.dps"};

struct HookOptions {
    bool chain = false;
    std::vector<std::string> only;
};

const std::string before_us = ".before-review";
constexpr std::string_view first_lines = "#!/bin/sh\n# review hook 1\n";

// The shell's single quotes (POSIX XCU 2.2.2).
std::string quoted_for_shell(const std::string& word) {
    std::string text = "'";
    for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

std::string script_of(const HookOptions& options, const std::string& hook, bool chained) {
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    std::string text(first_lines);
    text += "# " + say(Msg::hook_head) + "\nreview=" + quoted_for_shell(program) + "\n";
    if (chained) text += "before=\"$(dirname \"$0\")/" + hook + before_us + "\"\nif [ -x \"$before\" ]; then \"$before\" \"$@\" || exit; fi\n";
    text += "if [ ! -x \"$review\" ]; then\n  echo " + quoted_for_shell("review: " + say(Msg::hook_program_gone, {program})) + " >&2\n  exit 3\nfi\n";
    // Of a clean commit there is nothing to read but what configuration was in force, which `scan --staged` says on standard error.
    text += "report=$(\"$review\" scan --staged";
    for (const auto& pattern : options.only.empty() ? documents : options.only) text += " \\\n  --only " + quoted_for_shell(pattern);
    return text + ") || {\n  status=$?\n  printf '%s\\n' \"$report\"\n  exit \"$status\"\n}\n";
}

enum class Hook { none, ours, foreign };

Hook hook_at(const std::filesystem::path& path) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT) return Hook::none;
        throw Error(Errc::io, say(Msg::cannot_open, {path.string(), strerror(errno)}));
    }
    if (!S_ISREG(status.st_mode)) return Hook::foreign;
    return as_text(load_draft(path).bytes).starts_with(first_lines) ? Hook::ours : Hook::foreign;
}

void move(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (rename(from.c_str(), to.c_str()) != 0) throw Error(Errc::io, say(Msg::cannot_write, {to.string(), strerror(errno)}));
}

bool there(const std::filesystem::path& path) {
    std::error_code hidden;
    return std::filesystem::exists(std::filesystem::symlink_status(path, hidden));
}

// What git asks before it commits, and before it commits a merge without conflicts (githooks(5)). It asks nothing that could say no
// where it copies commits: prepare-commit-msg is asked for cherry-pick and revert, but no less for `commit --no-verify`, and cannot tell.
constexpr const char* hooks[] = {"pre-commit", "pre-merge-commit"};

struct Place {
    Place(const std::filesystem::path& folder, const std::string& hook_name)
        : name(hook_name), hook(folder / name), before(folder / (name + before_us)), old(hook_at(hook)) {}
    std::string name;
    std::filesystem::path hook, before;
    Hook old;
};

std::vector<Place> places_in(const std::filesystem::path& folder) {
    std::vector<Place> places;
    for (const auto* name : hooks) places.emplace_back(folder, name);
    return places;
}

void check_free(const Place& place, const HookOptions& options) {
    if (place.old != Hook::foreign) return;
    if (!options.chain) throw Error(Errc::bad_config, say(Msg::hook_foreign, {place.hook.string()}));
    if (there(place.before)) throw Error(Errc::bad_config, say(Msg::hook_two_foreign, {place.before.string()}));
}

void install_at(const Place& place, const HookOptions& options) {
    const bool chained = place.old == Hook::foreign || there(place.before);
    const auto script = script_of(options, place.name, chained);
    if (place.old == Hook::foreign) move(place.hook, place.before);
    try {
        write_file(place.hook, as_bytes(script), FileMode::program);
    } catch (...) {
        if (place.old == Hook::foreign) move(place.before, place.hook);
        throw;
    }
    std::cerr << say(chained ? Msg::hook_chained : Msg::hook_installed, {place.hook.string()}) << '\n';
}

int install(const HookOptions& options) {
    const GitRepository repository;
    const std::filesystem::path folder = repository.hooks_folder();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw Error(Errc::io, say(Msg::cannot_write, {folder.string(), error.message()}));
    const auto places = places_in(folder);
    for (const auto& place : places) check_free(place, options);
    for (const auto& place : places) install_at(place, options);
    std::cerr << say(Msg::hook_unasked) << '\n';
    if (repository.hooks_are_shared()) std::cerr << say(Msg::hook_shared, {folder.string()}) << '\n';
    return exit_clean;
}

void uninstall_at(const Place& place) {
    if (there(place.before)) move(place.before, place.hook);
    else if (unlink(place.hook.c_str()) != 0) throw Error(Errc::io, say(Msg::cannot_write, {place.hook.string(), strerror(errno)}));
    std::cerr << say(Msg::hook_uninstalled, {place.hook.string()}) << '\n';
}

int uninstall() {
    const auto places = places_in(GitRepository().hooks_folder());
    const auto first = [&](Hook kind) { return std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.old == kind; }); };
    if (first(Hook::ours) == places.end()) {
        const auto foreign = first(Hook::foreign);
        if (foreign != places.end()) throw Error(Errc::bad_config, say(Msg::hook_not_ours, {foreign->hook.string()}));
        std::cerr << say(Msg::hook_none, {places.front().hook.string()}) << '\n';
    }
    for (const auto& place : places) {
        if (place.old == Hook::ours) uninstall_at(place);
    }
    return exit_clean;
}

void add_hook(CLI::App& app, int& status) {
    const auto options = std::make_shared<HookOptions>();
    auto* command = app.add_subcommand("hook", say(Msg::cli_hook))->fallthrough()->require_subcommand(1);
    command->footer(say(Msg::cli_hook_help));
    auto* installed = command->add_subcommand("install", say(Msg::cli_hook_install));
    installed->add_flag("--chain", options->chain, say(Msg::cli_opt_chain_hook));
    installed->add_option("--only", options->only, say(Msg::cli_opt_hook_only))->type_name("GLOB")->allow_extra_args(false);
    installed->callback([options, &status] { status = install(*options); });
    command->add_subcommand("uninstall", say(Msg::cli_hook_uninstall))->callback([&status] { status = uninstall(); });
}

}  // namespace

extern const Command command_hook;
const Command command_hook{add_hook};

}  // namespace cli
