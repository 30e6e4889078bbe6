#pragma once

#include <review/evidence.hpp>
#include <review/inspection.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// One sentence a box: what somebody who sees the output still learns of what it covers.
std::vector<std::string> reader_can_tell(const std::vector<Box>& boxes, Width width);

// One sentence a kind and member: what somebody who opens an office document finds in it, beside what it shows: changes, comments, authors.
std::vector<std::string> office_can_tell(const Inspection& output);

}  // namespace review
