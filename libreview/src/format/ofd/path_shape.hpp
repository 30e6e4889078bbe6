#pragma once

#include <string_view>

#include "format/pdf/inspect/shape.hpp"

namespace review {

// Adds what path data (GB/T 33190, 9.1, table 36) draw, as the matrix places it: curves as lines, arcs as their chords. Up to the first thing
// that is no path data.
void add_ofd_path(std::string_view data, const pdf::Matrix& matrix, pdf::Shape& shape);

}  // namespace review
