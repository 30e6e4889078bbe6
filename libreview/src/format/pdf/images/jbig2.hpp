#pragma once

#include <optional>

#include <review/bytes.hpp>

#include "format/pdf/images/samples.hpp"

namespace review::pdf {

// The one page of an embedded JBIG2 stream (ISO 32000-1, 7.4.7), 0 for black as the filter gives it. None:
// the data are damaged, or decoding takes more than `most` bytes of memory, or more work than a picture of so many pixels
// is worth. Built without jbig2dec it throws Errc::unsupported.
std::optional<Samples> jbig2_decoded(ByteView data, ByteView globals, std::uint64_t pixels, std::uint64_t most);

}  // namespace review::pdf
