#pragma once

#include <CLI/CLI.hpp>
#include <review/scan_result.hpp>

namespace cli {

// Whether drafts are read in a cage (docs/cage.md). There is no such key in configuration files: one that comes along with
// the drafts must not open it.
class CageOption {
public:
    bool is_wanted() const { return !refused_; }
    void tell_that_there_is_none() const;  // on standard error
    review::SettingUse use() const;        // as the report has it

private:
    friend void add_cage(CLI::App& app, CageOption& option);
    bool refused_ = false;
};

void add_cage(CLI::App& app, CageOption& option);

}  // namespace cli
