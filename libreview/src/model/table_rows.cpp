#include "model/table_rows.hpp"

namespace review {

TableRows::TableRows(const Part& part) : text_(part.text) {
    if (part.cell_lines.empty()) return;
    own_ = part.text;
    for (const auto line : part.cell_lines) own_[line] = ' ';
    text_ = own_;
}

}  // namespace review
