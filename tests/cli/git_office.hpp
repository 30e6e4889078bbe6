#pragma once

#include <string>

#include "cli/program.hpp"

namespace cli_test {

// A git repository in a folder of its own, with nothing configured but its own settings. `git` has to be there.
class GitOffice {
public:
    GitOffice();
    // Below a shell in the repository; "$REVIEW" is the program. The first command that fails ends the script.
    support::Ran sh(const std::string& script) const;
    // The same, and the test ends where it does not go well.
    std::string must(const std::string& script) const;
    void write(const std::string& name, const std::string& content) const { support::write_file(folder / name, content); }
    std::string read(const std::string& name) const { return support::read_file(folder / name); }

    support::TempFolder folder;
};

inline const std::string number_line = "手机：13900000001\n";
inline const std::string harmless_line = "关于召开会议的通知\n";

}  // namespace cli_test
