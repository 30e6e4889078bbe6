#pragma once

#include <string>
#include <vector>

#include <review/policy.hpp>

namespace cli {

// What a policy says besides its rows, a line each: class and floor of masks and what has to be published; and the fields of XML, in order.
std::vector<std::string> lines_of_public(const review::Policy& policy);
std::vector<std::string> lines_of_fields(const review::Policy& policy);

std::string listed_words(const std::vector<std::string>& words);

}  // namespace cli
