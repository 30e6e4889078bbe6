#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <review/bytes.hpp>

#include "format/pdf/images/place.hpp"

namespace review::pdf {

// A picture in DCT, of which only blocks are ever changed: every other block keeps its coefficients, and
// nothing is lost by encoding again.
struct JpegHeader {
    std::uint32_t width = 0, height = 0, components = 0;
};

// What stands in the blocks under some runs afterwards: one value a component, of 0 to 255.
struct JpegPatch {
    std::vector<SampleRun> runs;
    std::array<std::uint8_t, 4> colour{};
};

// Throws Errc::malformed, unsupported.
JpegHeader jpeg_header(ByteView jpeg);

// Whether every block of it can be read: a picture that breaks off cannot, though readers draw what there is.
bool jpeg_is_whole(ByteView jpeg, std::uint64_t most);

// The same picture with every block gone that a patch touches, later patches over earlier ones. Comments,
// EXIF and other extras are left out. `transform`: what ColorTransform (ISO 32000-1, table 13) says; -1:
// nothing. Throws Errc::malformed where the data are damaged, limit past `most` bytes of memory.
Bytes jpeg_patched(ByteView jpeg, const std::vector<JpegPatch>& patches, int transform, std::uint64_t most);

}  // namespace review::pdf
