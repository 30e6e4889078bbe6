#pragma once

#include <cstddef>
#include <cstdint>

#include <review/part.hpp>

namespace review {

// Where glyphs begin in the text of a part, for questions that come in order: each walks on from the last.
class GlyphBytes {
public:
    void read(const Part& part) { glyph_ = part.first, byte_ = 0; }  // before questions about it
    std::size_t of(const Part& part, std::uint32_t glyph);

private:
    std::uint32_t glyph_ = 0;  // that begins at `byte_` or, inside another, next
    std::size_t byte_ = 0;
};

}  // namespace review
