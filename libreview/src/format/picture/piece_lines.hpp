#pragma once

#include <span>

#include <review/picture_reader.hpp>

namespace review {

// Where a line runs to on a picture: one may lie on its side or on its head.
enum class LineRun { right, left, down, up };
LineRun run_of(std::span<const RecognisedPiece> line);
inline bool is_upright(LineRun runs) { return runs == LineRun::right || runs == LineRun::left; }

// Whether a blank stands between two pieces of a line: engines part Han by words, too.
bool is_gap(const RecognisedPiece& before, const RecognisedPiece& piece, LineRun runs);

// The pieces of one line from `begin` on.
std::span<const RecognisedPiece> line_from(std::span<const RecognisedPiece> pieces, std::size_t begin);

}  // namespace review
