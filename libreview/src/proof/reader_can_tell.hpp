#pragma once

#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// One sentence a box: what somebody who sees the output still learns of what it covers.
std::vector<std::string> reader_can_tell(const std::vector<Box>& boxes, Width width);

}  // namespace review
