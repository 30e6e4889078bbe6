#pragma once

#include <cstdint>
#include <string_view>

#include <review/bytes.hpp>

namespace png_files {

// A PNG file of raw rows, each behind its filter byte. `more`: whole chunks before the data.
review::Bytes png(std::uint32_t width, std::uint32_t height, int depth, int colour, review::ByteView rows, const review::Bytes& more = {}, bool interlaced = false);
review::Bytes chunk(std::string_view type, review::ByteView data);
// Eight bits of grey, all of one tone.
review::Bytes toned(std::uint32_t width, std::uint32_t height, std::uint8_t tone);

}  // namespace png_files
