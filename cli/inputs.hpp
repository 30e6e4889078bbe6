#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace cli {

struct InputOptions {
    std::vector<std::string> paths;
    std::string files_from;
    bool zero = false;
};

struct Input {
    std::string path;
    std::string name;     // what reports call it; empty: the file's own name
    bool walked = false;  // found in a folder, not named by the caller
};

void add_inputs(CLI::App& app, InputOptions& options);

// Folders are walked, sorted by path. Throws Errc::io for a named file that is not there.
std::vector<Input> inputs_of(const InputOptions& options);

// Lines of a file ("-": standard input) without line ends and byte-order mark; empty ones are left
// out. `separator` may be '\0'.
std::vector<std::string> lines_of(const std::string& path, char separator = '\n');

// The path as whoever stands in this folder calls it; absolute where it lies elsewhere.
std::string path_below_here(const std::string& path);

}  // namespace cli
