#include "cli/inputs.hpp"

#include <fnmatch.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"

namespace cli {

using namespace review;
namespace fs = std::filesystem;

void add_inputs(CLI::App& app, InputOptions& options) {
    auto* files = app.add_option("FILE", options.paths, say(Msg::cli_opt_files));
    auto* list = app.add_option("--files-from", options.files_from, say(Msg::cli_opt_files_from))->type_name("FILE");
    app.add_flag("-0,--null", options.zero, say(Msg::cli_opt_null));
    auto* staged = app.add_flag("--staged", options.staged, say(Msg::cli_opt_staged))->excludes(files)->excludes(list);
    app.add_option("--changed-since", options.changed_since, say(Msg::cli_opt_changed_since))
        ->type_name("REVISION")->excludes(files)->excludes(list)->excludes(staged);
    app.add_option("--only", options.only, say(Msg::cli_opt_only))->type_name("GLOB")->allow_extra_args(false);
}

namespace {

[[noreturn]] void cannot_open(const std::string& path, const std::string& why) {
    throw Error(Errc::io, say(Msg::cannot_open, {path, why}));
}

void walk(const std::string& folder, std::vector<Input>& inputs, std::vector<std::string>& links) {
    std::vector<Input> found;
    fs::path at = folder;  // the iterator does not say which folder it could not open
    try {
        // A symbolic link is not followed: a folder may lead out of itself or in a circle.
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            at = entry.path();
            if (entry.is_symlink()) links.push_back(entry.path());
            if (!entry.is_regular_file() || entry.is_symlink()) continue;
            found.push_back({entry.path(), fs::relative(entry.path(), folder), true});
        }
    } catch (const fs::filesystem_error& error) {
        cannot_open(error.path1().empty() ? at : error.path1(), error.code().message());
    }
    // Somebody named it to have it read: a folder that was not mounted or is misspelt looks like an all clear.
    if (found.empty()) throw Error(Errc::bad_config, say(Msg::cli_empty_folder, {folder}));
    std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
    inputs.insert(inputs.end(), found.begin(), found.end());
}

std::vector<Input> ask_git(const InputOptions& options) {
    const auto repository = std::make_shared<const GitRepository>();
    std::vector<Input> inputs;
    for (auto& file : options.staged ? repository->staged() : repository->changed_since(options.changed_since)) {
        inputs.push_back({repository->top() + "/" + file.path, file.path, true, file.blob, file.blob.empty() ? nullptr : repository, file.unmerged});
    }
    return inputs;
}

// A pattern without a slash is of the file's own name, as in .gitignore.
bool wanted(const Input& input, const std::vector<std::string>& patterns) {
    const auto& path = input.name.empty() ? input.path : input.name;
    const auto name = fs::path(path).filename().string();
    return patterns.empty() || std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
        const auto& subject = pattern.find('/') == pattern.npos ? name : path;
        return fnmatch(pattern.c_str(), subject.c_str(), FNM_CASEFOLD) == 0;
    });
}

void pass_over_others(std::vector<Input>& inputs, const std::vector<std::string>& patterns) {
    const auto passed = std::erase_if(inputs, [&](const Input& input) { return input.walked && !wanted(input, patterns); });
    if (passed > 0) std::fprintf(stderr, "review: %s\n", say(Msg::cli_passed_over, {std::to_string(passed)}).c_str());
}

// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: the file holds the digest of the document, and nothing of it.
bool stands_for_another(ByteView bytes) {
    return bytes.size() < 1024 && as_text(bytes).starts_with("version https://git-lfs.github.com/spec/v1\n");
}

std::vector<Input> named(const InputOptions& options, std::vector<std::string>& links) {
    auto paths = options.paths;
    if (!options.files_from.empty()) {
        const auto listed = lines_of(options.files_from, options.zero ? '\0' : '\n');
        paths.insert(paths.end(), listed.begin(), listed.end());
    }
    if (paths.empty() && options.files_from.empty()) throw Error(Errc::bad_config, say(Msg::cli_no_file));
    std::vector<Input> inputs;
    for (const auto& path : paths) {
        std::error_code ignored;
        if (path == "-") inputs.push_back({path, "", false});
        else if (fs::is_directory(path, ignored)) walk(path, inputs, links);
        else if (access(path.c_str(), R_OK) != 0) cannot_open(path, strerror(errno));
        else inputs.push_back({path, "", false});
    }
    return inputs;
}

}  // namespace

std::vector<Input> inputs_of(const InputOptions& options, std::vector<std::string>* links) {
    std::vector<std::string> passed;
    auto inputs = options.staged || !options.changed_since.empty() ? ask_git(options) : named(options, passed);
    pass_over_others(inputs, options.only);
    std::sort(passed.begin(), passed.end());
    if (!passed.empty()) std::fprintf(stderr, "review: %s\n", say(Msg::cli_passed_links, {std::to_string(passed.size())}).c_str());
    if (inputs.empty()) std::fprintf(stderr, "review: %s\n", say(Msg::cli_nothing_to_read).c_str());
    if (links) *links = std::move(passed);
    return inputs;
}

Draft draft_of(const Input& input) {
    if (input.unmerged) throw Error(Errc::malformed, say(Msg::git_unmerged));
    // One file of a folder that is cut short meanwhile must not end the scan of the others.
    Draft draft = input.repository ? make_draft(input.name, input.repository->blob(input.blob, Limits{}.file_bytes))
                  : input.walked ? load_draft(input.path) : map_draft(input.path);
    if (stands_for_another(draft.bytes)) throw Error(Errc::malformed, say(Msg::git_lfs_pointer));
    return draft;
}

DraftFile draft_file_of(const Input& input) {
    if (input.unmerged || input.repository || input.path == "-") return DraftFile::of(draft_of(input));
    auto file = DraftFile::open(input.path);
    if (stands_for_another(file.head()) && file.size() < 1024) throw Error(Errc::malformed, say(Msg::git_lfs_pointer));
    return file;
}

std::vector<std::string> lines_of(const std::string& path, char separator) {
    const Draft file = load_settings_file(path, Limits{}.file_bytes);
    std::string_view rest = as_text(file.bytes);
    if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
    std::vector<std::string> lines;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(separator), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (separator == '\n' && line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) lines.emplace_back(line);
    }
    return lines;
}

std::string path_below_here(const std::string& path) {
    std::error_code missing;
    const auto here = fs::current_path(missing);
    if (path == "-" || missing) return path;
    const auto whole = (here / path).lexically_normal();
    const auto below = whole.lexically_relative(here);
    return below.empty() || *below.begin() == ".." ? whole : below;
}

}  // namespace cli
