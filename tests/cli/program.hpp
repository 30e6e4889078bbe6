#pragma once

#include <string>
#include <vector>

#include "support/run.hpp"

namespace cli_test {

// Runs the program in English, with a state folder of its own.
support::Ran review(std::vector<std::string> words, const std::string& input = {});

// The same below a shell, for limits and redirections: "$REVIEW" is the program.
support::Ran shell(const std::string& script);

// One message, which begins with "review: ", and no line of a stack trace or of a library.
bool one_message(const support::Ran& ran);

std::string fixture(const std::string& name);

}  // namespace cli_test
