#pragma once

#include <string_view>

namespace review {

// Whether a value, in its loose form, is a word every PDF may hold without having it from the draft: the names of the
// published list and of its standard values (ISO 32000-1), words of CMaps, names of glyphs (Adobe Glyph List).
bool is_pdf_syntax(std::string_view loose_value);

}  // namespace review
