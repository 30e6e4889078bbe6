#pragma once

#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

// Splits lines of one direction, from the top, where columns of running text stand side by side, and puts each
// column's lines together: the page is read down one column and then down the next. A gutter is a strip that stays
// free over several lines with long text on both sides of it. Where a rule stands in it, or the text is short, it
// parts the cells of a table, which is read by rows. Linear in the glyphs.
std::vector<TextLine> in_columns(std::vector<TextLine> lines, const CellRules& rules);

}  // namespace review::pdf
