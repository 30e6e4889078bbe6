#pragma once

#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// A table whose columns nothing but white space parts: several lines have as many pieces, one under the other. A line that has fewer
// is the rest of the row above, where its cells wrap, and is read with it cell by cell; or else a row with empty cells, which keep
// its columns. Other lines stay as they are.
std::vector<TextLine> with_unruled_rows(std::vector<TextLine> lines, RulesOfPage& rules);

}  // namespace review::pdf
