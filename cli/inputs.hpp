#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/draft.hpp>

#include "cli/git.hpp"
#include "model/draft_file.hpp"

namespace cli {

struct InputOptions {
    std::vector<std::string> paths;
    std::string files_from;
    bool zero = false;
    bool staged = false;
    std::string changed_since;
    std::vector<std::string> only;
};

struct Input {
    std::string path;
    std::string name;     // what reports call it; empty: the file's own name
    bool walked = false;  // found in a folder or by git, not named by the caller
    std::string blob = {};  // of `repository`, read in place of the file
    std::shared_ptr<const GitRepository> repository = nullptr;
    bool unmerged = false;
};

void add_inputs(CLI::App& app, InputOptions& options);

// Folders are walked, sorted by path. What --only leaves out is counted on standard error. Throws Errc::io for a named file that
// is not there, Errc::bad_config where git does not answer and for a named folder without a file. Where nothing is left to read that
// is told, too. `links`: symbolic links in folders, which are passed over.
std::vector<Input> inputs_of(const InputOptions& options, std::vector<std::string>* links = nullptr);

// Throws as load_draft() does, and Errc::malformed for a file that stands for another one (git-lfs).
review::Draft draft_of(const Input& input);

// The same for a worker to read: nothing of it is read here but its bytes.
review::DraftFile draft_file_of(const Input& input);

// Lines of a file ("-": standard input) without line ends and byte-order mark; empty ones are left
// out. `separator` may be '\0'.
std::vector<std::string> lines_of(const std::string& path, char separator = '\n');

// The path as whoever stands in this folder calls it; absolute where it lies elsewhere.
std::string path_below_here(const std::string& path);

}  // namespace cli
