#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include <review/bytes.hpp>

namespace review {

// A ToUnicode CMap that says only what `used` codes mean. In a subset font the entries nobody uses
// any more spell what was removed. Written anew: sorted, without comments, names or dates. `inherited` says, in
// UTF-8, what a code of so many bytes means by the CMap this one refers to with usecmap; empty: nothing.
using InheritedMeaning = std::function<std::string(std::uint32_t code, std::size_t length)>;
Bytes to_unicode_of(ByteView cmap, const std::set<std::uint32_t>& used, const InheritedMeaning& inherited = {});

}  // namespace review
