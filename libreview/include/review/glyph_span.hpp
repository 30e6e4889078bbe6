#pragma once

#include <compare>
#include <cstdint>

namespace review {

// Glyphs [begin, end) of one part of a document. Never empty.
// The only coordinate that crosses layers: byte offsets stay inside text/ and scan/.
struct GlyphSpan {
    std::uint32_t part = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend auto operator<=>(const GlyphSpan&, const GlyphSpan&) = default;
};

}  // namespace review
