#pragma once

#include <cstdint>
#include <vector>

#include "format/pdf/images/place.hpp"
#include "format/pdf/images/samples.hpp"

namespace review::pdf {

// Writes `colour`, one value a component, into every sample of the runs.
void blank(Samples& samples, const std::vector<SampleRun>& runs, const std::vector<std::uint32_t>& colour);

}  // namespace review::pdf
