#pragma once

#include <string_view>

#include <CLI/CLI.hpp>

namespace cli {

// One row of the table of commands: commands/<name>.cpp defines `extern const Command command_<name>`.
// `add` hangs the command below `app`; its callback stores the exit status in `status`.
struct Command {
    void (*add)(CLI::App& app, int& status);
};

}  // namespace cli
