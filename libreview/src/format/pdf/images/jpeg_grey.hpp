#pragma once

#include <cstdint>
#include <optional>

#include <review/bytes.hpp>

#include "format/pdf/images/samples.hpp"

namespace review::pdf {

// A picture in DCT as grey, 0 black, made smaller by halves until neither side is longer than `longest`. None: damaged,
// of four components, whose meaning is told elsewhere, or larger than `most` bytes even so.
std::optional<Samples> jpeg_grey(ByteView jpeg, std::uint32_t longest, std::uint64_t most);

}  // namespace review::pdf
