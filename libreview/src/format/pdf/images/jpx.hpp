#pragma once

#include <review/bytes.hpp>

#include "format/pdf/images/samples.hpp"

namespace review::pdf {

enum class JpxColours { gray, rgb, cmyk, other };

struct Jpx {
    Samples samples;
    JpxColours colours = JpxColours::other;  // what the file itself says
    bool scaled = false;
};

// JPEG 2000 (ISO 32000-1, 7.4.9). `indexed`: the PDF has a palette, that of the file is not applied and samples
// keep their values. `components` are taken, the first ones; 0: those that are colours. Samples of other than
// 1, 2, 4, 8 or 16 bits are scaled up to the next. Throws Errc::malformed, unsupported or limit.
Jpx jpx_decoded(ByteView data, bool indexed, std::uint32_t components, std::uint64_t most);

}  // namespace review::pdf
