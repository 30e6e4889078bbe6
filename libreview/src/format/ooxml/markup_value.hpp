#pragma once

#include <string_view>

namespace review {

// Whether the value of an attribute can tell nothing of its own: a measure, a colour, a GUID, a name space of the standard or
// a word that stands in every document. Everything else is read as text of the draft.
bool is_markup_value(std::string_view value);

// Whether an attribute of that local name says a cell, a range of cells or a row: A1, $B$2:C7, 1:3 (18.18.7, 18.18.62).
bool is_cell_place(std::string_view attribute, std::string_view value);

// A name space of ECMA-376, of the W3C or of the program's maker: names in it are nobody's text.
bool is_standard_namespace(std::string_view uri);

// "pPr" of "w:pPr".
std::string_view local_name(std::string_view name);

}  // namespace review
