#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// A page as a reader sees it, for the report: values that were found are gone from it, unless they are to be revealed.
struct PagePicture {
    struct Frame {
        std::uint32_t x = 0, y = 0, width = 0, height = 0;  // pixels from the upper left
        std::string finding;                                // its id
    };
    std::uint32_t page = 0;  // from 1
    std::uint32_t width = 0, height = 0;
    Bytes png;
    std::vector<Frame> frames;
};

}  // namespace review
