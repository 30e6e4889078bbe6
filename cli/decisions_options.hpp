#pragma once

#include <string>

#include <CLI/CLI.hpp>
#include <review/decisions_file.hpp>

namespace cli {

void add_bases(CLI::App& app, std::string& path);
review::LegalBases bases_of(const std::string& path);  // empty: the built-in ones

// What a decisions file of the older form rests on and no catalogue knows goes to standard error.
void warn_of_remarks(const review::Decisions& decisions);

}  // namespace cli
