#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace cli {

// What CLI11 knows of a command, for completions and manual pages: nothing is written down twice.
struct OptionRow {
    std::vector<std::string> names;    // "--output", "-o"; of a positional one "FILE"
    std::string value;                 // "FILE"; empty: a flag
    std::vector<std::string> choices;  // the words it takes, where they are known
    std::string about;
    bool positional = false, required = false, repeats = false;
};

struct CommandRow {
    std::string path;  // "review packs check"
    std::string name, about, more;
    std::vector<OptionRow> options;  // with those of the commands over it
    std::vector<CommandRow> commands;
};

CommandRow command_tree(const CLI::App& root);

}  // namespace cli
