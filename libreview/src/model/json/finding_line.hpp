#pragma once

#include <string>
#include <string_view>

#include <review/json.hpp>

namespace review {

// Adds the finding as one line: the bytes that its JSON value would have on one, without making that value first. A flood is hundreds of
// thousands of them.
void put_finding_line(std::string& lines, const std::string& document, const Finding& finding, Reveal reveal);

// The same as a member of a list in a report whose members have lines of their own, `depth` steps to the right.
void put_finding(std::string& report, std::size_t depth, const Finding& finding, Reveal reveal);

}  // namespace review
