#pragma once

#include <optional>

#include <review/bytes.hpp>

namespace review::pdf {

// How many pixels decoding handles at most, as the headers of the segments say: of regions, patterns and cells of
// halftones. None: the data are cut off, or do not hold what they say.
std::optional<double> jbig2_pixels(ByteView globals, ByteView data);

}  // namespace review::pdf
