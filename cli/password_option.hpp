#pragma once

#include <string>

#include <CLI/CLI.hpp>
#include <review/document.hpp>

#include "cli/plugin_options.hpp"

namespace cli {

// How to open an encrypted draft: the same option for every command that reads one.
struct PasswordOption {
    std::string file;
};

void add_password(CLI::App& app, PasswordOption& option);

// The password is the first line of the file. Never an argument: everybody sees those in `ps`.
// Throws Errc::io.
// `plugins`: what reads pictures.
review::OpenOptions open_options(const PasswordOption& option, const PluginOptions& plugins = {});

}  // namespace cli
