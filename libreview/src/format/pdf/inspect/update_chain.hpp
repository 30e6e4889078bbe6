#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace review::pdf {

struct CrossReferences {
    std::function<bool(std::size_t)> is_one;  // whether a cross-reference section begins there
    std::size_t shift = 0;                    // bytes before the header, which offsets may leave out
};

// Follows /Prev (ISO 32000-1, 7.5.6) from the last section back, and adds to `ends`, ascending, where a revision ends that has a section
// of its own and no %%EOF behind it.
void add_unmarked_ends(std::string_view file, const CrossReferences& sections, std::vector<std::size_t>& ends);

}  // namespace review::pdf
