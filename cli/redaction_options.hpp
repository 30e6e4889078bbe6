#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/release.hpp>

#include "cli/rule_options.hpp"

namespace cli {

// What goes, said by a person: the same options for `redact` and `release`.
struct RedactionOptions {
    std::string decisions, bases;
    bool all = false;
    std::vector<std::string> boxes;
    std::string width = "grid";
    std::string on_unreadable = "refuse";
    std::string label, label_font, schema;
    bool render = false;
};

void add_redaction(CLI::App& app, RedactionOptions& options);

// Reads the decisions file. A value named by --term or --regex is decided by naming it.
review::RedactionRequest request_of(const RedactionOptions& options, const RuleOptions& rules, const review::Digest& draft);

// What has to be published and was cut goes to standard error: a warning, whatever the exit status.
void warn_of_public_cuts(const review::Evidence& evidence);
// Changes, comments and authors that an office document takes along.
void warn_of_what_stays(const review::Evidence& evidence);

// Words that were asked for and stand nowhere in the draft, by the place where they were written: a note, whatever the exit status.
void tell_field_in_vain(const std::string& path);
void warn_of_words_not_found(const review::Evidence& evidence, const RuleOptions& rules);

// "PAGE,X0,Y0,X1,Y1"; throws Errc::bad_config, naming the option.
review::Area area_of(const std::string& box, const char* option = "--box");

}  // namespace cli
