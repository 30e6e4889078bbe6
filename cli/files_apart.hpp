#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/scan_result.hpp>

namespace cli {

// A file of a command, and what it was named by.
struct NamedFile {
    std::string option, path;
};

// No output may be another output or an input: one of the two would be lost, and nobody would notice. Reads the command line of
// `app`: `outputs` are options that name what is written; positionals and every other option of a file, a key or a bundle name what is
// read. `more` is read, too; what `updated` name may be an output, which then takes its place. Throws Errc::bad_config, naming both, also for two inputs that are both standard input.
void keep_files_apart(const CLI::App& app, std::initializer_list<const char*> outputs, const std::vector<NamedFile>& more = {},
                      std::initializer_list<const char*> updated = {});

// What configuration files name, themselves among it, and the key of fingerprints.
std::vector<NamedFile> files_of(const std::vector<review::SettingUse>& settings, const std::string& key_file);

}  // namespace cli
