#pragma once

#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>

namespace review {

// A finding of another reading (other_readings_from()) that another one tells already, with the same text at the same place, is no
// finding of its own: what is said of it there is said here, where it is surer.
void take_in_told_again(const Part& part, std::vector<Finding>& findings);

}  // namespace review
