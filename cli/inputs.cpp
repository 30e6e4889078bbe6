#include "cli/inputs.hpp"

#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/cli.hpp"

namespace cli {

using namespace review;
namespace fs = std::filesystem;

void add_inputs(CLI::App& app, InputOptions& options) {
    app.add_option("FILE", options.paths, say(Msg::cli_opt_files));
    app.add_option("--files-from", options.files_from, say(Msg::cli_opt_files_from));
    app.add_flag("-0,--null", options.zero, say(Msg::cli_opt_null));
}

namespace {

[[noreturn]] void cannot_open(const std::string& path, const std::string& why) {
    throw Error(Errc::io, say(Msg::cannot_open, {path, why}));
}

void walk(const std::string& folder, std::vector<Input>& inputs) {
    std::vector<Input> found;
    try {
        // A symbolic link is not followed: a folder may lead out of itself or in a circle.
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file() || entry.is_symlink()) continue;
            found.push_back({entry.path(), fs::relative(entry.path(), folder), true});
        }
    } catch (const fs::filesystem_error& error) {
        cannot_open(error.path1(), error.code().message());
    }
    std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
    inputs.insert(inputs.end(), found.begin(), found.end());
}

}  // namespace

std::vector<Input> inputs_of(const InputOptions& options) {
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
        else if (fs::is_directory(path, ignored)) walk(path, inputs);
        else if (access(path.c_str(), R_OK) != 0) cannot_open(path, strerror(errno));
        else inputs.push_back({path, "", false});
    }
    return inputs;
}

std::vector<std::string> lines_of(const std::string& path, char separator) {
    const Draft file = load_draft(path);
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
