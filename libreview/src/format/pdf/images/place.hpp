#pragma once

#include <cstdint>
#include <vector>

#include <review/part.hpp>

namespace review::pdf {

// Samples [left, right) of one row; rows count from the top.
struct SampleRun {
    std::uint32_t row = 0, left = 0, right = 0;
};

// The samples of a picture of `width` times `height` that a quad touches, whole ones, where the picture's unit
// square lies on the page as `place` says (corners in the order of placed()). Edges that only meet do not
// touch. A picture squeezed to a line has all its samples under whatever touches it.
std::vector<SampleRun> samples_under(const Quad& quad, const Quad& place, std::uint32_t width, std::uint32_t height);

}  // namespace review::pdf
