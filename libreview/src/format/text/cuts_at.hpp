#pragma once

#include <vector>

#include <review/document.hpp>

namespace review {

// The glyphs of a draft that stand at these of its bytes, as cuts. `places` in order, not overlapping, of whole characters.
std::vector<Cut> cuts_at(const Document& document, const std::vector<ByteRange>& places, const std::string& finding);

}  // namespace review
