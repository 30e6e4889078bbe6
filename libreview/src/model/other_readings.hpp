#pragma once

#include <algorithm>
#include <cstdint>

#include <review/part.hpp>

namespace review {

// The first glyph of what is read once more, in another way, behind everything else of a page: what is copied instead of the glyphs, what
// their shapes are, one of several texts that lie over each other. Part::painted has the glyphs of the first reading alone, and is there
// wherever there is another one. A rebuild need not have the other readings of its draft.
inline std::uint32_t other_readings_from(const Part& part) {
    return part.painted.empty() ? ~std::uint32_t{0} : *std::max_element(part.painted.begin(), part.painted.end()) + 1;
}

}  // namespace review
