#pragma once

#include <cstdint>
#include <set>

#include <review/bytes.hpp>

namespace review {

// A ToUnicode CMap that says only what `used` codes mean. In a subset font the entries nobody uses
// any more spell what was removed. Written anew: sorted, without comments, names or dates.
Bytes to_unicode_of(ByteView cmap, const std::set<std::uint32_t>& used);

}  // namespace review
