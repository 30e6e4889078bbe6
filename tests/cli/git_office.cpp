#include "cli/git_office.hpp"

#include <catch2/catch.hpp>

namespace cli_test {

GitOffice::GitOffice() { must("git init -q -b main . && git config user.name Wang && git config user.email wang@example.invalid"); }

support::Ran GitOffice::sh(const std::string& script) const {
    return shell("set -e; export HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null; cd '" + folder.path() + "'\n" + script);
}

std::string GitOffice::must(const std::string& script) const {
    const auto ran = sh(script);
    INFO(script << "\n" << ran.out << ran.err);
    REQUIRE(ran.status == 0);
    return ran.out;
}

}  // namespace cli_test
