#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

namespace review {

// Where bytes of the draft went, and what has to stand there instead; none: nothing but fillers, one at least.
struct ByteGap {
    ByteRange draft;
    std::optional<std::string> filled;
};

// The draft's bytes outside the gaps, which ascend, stand in the output one after another, and between two of them nothing but what fills
// a gap: a value that is too short to be looked for would be seen here. Of formats whose bytes are edited in place. One pass, no memory.
bool only_gaps_filled(std::string_view output, std::string_view draft, const std::vector<ByteGap>& gaps);

// Equal, in pieces that leave the memory again where it is mapped.
bool same_bytes(std::string_view a, std::string_view b);

}  // namespace review
