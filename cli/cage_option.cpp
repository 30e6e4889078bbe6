#include "cli/cage_option.hpp"

#include <cstdio>

#include "base/messages/cli_cage.hpp"

namespace cli {

using namespace review;

void CageOption::tell_that_there_is_none() const {
    std::fprintf(stderr, "review: %s\n", say(Msg::cli_cage_off, {"--no-cage"}).c_str());
}

SettingUse CageOption::use() const { return {"no-cage", "true", "--no-cage", 1}; }

void add_cage(CLI::App& app, CageOption& option) { app.add_flag("--no-cage", option.refused_, say(Msg::cli_opt_no_cage)); }

}  // namespace cli
