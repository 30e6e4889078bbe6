#pragma once

#include <review/picture_reader.hpp>

namespace review::pdf {

// Engines say where a word stands, and less well where its letters do: grows a box sideways to the next columns of bare paper and up
// and down to such rows, by a part of its height at most, so that a cut leaves no strokes.
void widen_to_paper(const GreyPicture& picture, RecognisedPiece& piece);

}  // namespace review::pdf
