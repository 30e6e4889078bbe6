#pragma once

#include <vector>

#include <review/plan.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// Where the pixels of cut text stand that was recognised on pictures: what goes there are areas, as if a person had drawn them.
// One for each run of a line, some larger than its letters.
std::vector<Area> picture_areas(const Document& document, const std::vector<Cut>& cuts);

}  // namespace review
