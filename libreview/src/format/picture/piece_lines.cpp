#include "format/picture/piece_lines.hpp"

#include <cmath>

namespace review {
namespace {

// Of the height of a line: a gap between two words.
constexpr double word_gap_in_picture = 0.3;

}  // namespace

LineRun run_of(std::span<const RecognisedPiece> line) {
    const auto& first = line.front();
    const auto& last = line.back();
    const double across = last.x0 + last.x1 - first.x0 - first.x1, down = last.y0 + last.y1 - first.y0 - first.y1;
    if (std::abs(across) >= std::abs(down)) return across >= 0 ? LineRun::right : LineRun::left;
    return down > 0 ? LineRun::down : LineRun::up;
}

bool is_gap(const RecognisedPiece& before, const RecognisedPiece& piece, LineRun runs) {
    const double between = runs == LineRun::right ? piece.x0 - before.x1 : runs == LineRun::left ? before.x0 - piece.x1
                         : runs == LineRun::down  ? piece.y0 - before.y1 : before.y0 - piece.y1;
    return between > word_gap_in_picture * (is_upright(runs) ? piece.y1 - piece.y0 : piece.x1 - piece.x0);
}

std::span<const RecognisedPiece> line_from(std::span<const RecognisedPiece> pieces, std::size_t begin) {
    auto end = begin + 1;
    while (end < pieces.size() && pieces[end].start < PieceStart::line) ++end;
    return pieces.subspan(begin, end - begin);
}

}  // namespace review
