#pragma once

#include <review/bytes.hpp>

namespace review::pdf {

// A content stream that lost text, where text objects stand in a q ... Q with a cm of their own: the shift of
// that cm goes into their text matrices, and the cm keeps its scale and rotation. Producers fit it to each
// word, and a word that was moved because its neighbour went would still be placed from where it stood.
// Draws the same. A stream that cannot be parsed to its end comes back as it is.
Bytes with_folded_translations(ByteView content);

}  // namespace review::pdf
