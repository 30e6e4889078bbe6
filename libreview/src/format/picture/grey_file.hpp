#pragma once

#include <cstdint>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// A picture file as engines want it that read text: grey, with a rim of paper, small ones enlarged, large ones made smaller.
struct GreyFile {
    std::uint32_t width = 0, height = 0;
    std::vector<Bytes> readings;  // on paper; where it is transparent also without that: there may be text that nobody sees
};

// PNG and JPEG. No reading: of another kind, damaged, or larger than `most` bytes.
GreyFile grey_file(ByteView file, std::uint64_t most);

}  // namespace review
