#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>

namespace review {

// A part that another place of the draft calls something is read with that in front of it, as a reader sees both: 姓名:王小明.
// Only its own text is of use: what is found in the call is found where that stands. Several calls are lines; each is read alone.
std::vector<std::string_view> calls_of(const Part& part);

// "姓名:", also of xm (scan/key_labels). No other colon is in it.
std::string in_front(std::string_view call);

Part with_call(const Part& part, std::string_view call);

// Findings in with_call(part, call) as those of the part.
void settle_called(const Part& part, std::string_view call, std::vector<Finding>& findings);

// Adds what is not there yet.
void join_findings(std::vector<Finding>& all, std::vector<Finding>&& more);

}  // namespace review
