#pragma once

#include <vector>

#include "format/ofd/member_tree.hpp"
#include "format/pdf/cell_rules.hpp"
#include "format/pdf/matrix.hpp"

namespace review {

// The straight lines of a path that is stroked, and the long axis of a thin filled rectangle: what parts the cells of a table.
void add_ofd_rules(const OfdTree& tree, std::uint32_t path, const pdf::Matrix& matrix, std::vector<pdf::Rule>& rules);

}  // namespace review
