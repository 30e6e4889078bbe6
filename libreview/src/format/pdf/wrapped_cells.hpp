#pragma once

#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// A row of a ruled table with a cell of more than one line is read cell by cell, so that what is broken in a cell stays together:
// the lines of its first cell, then those of the next. A cell over several rows is read with the first of them, and is an empty one of
// the others. Other lines stay as they are.
std::vector<TextLine> with_whole_cells(std::vector<TextLine> lines, RulesOfPage& rules);

}  // namespace review::pdf
