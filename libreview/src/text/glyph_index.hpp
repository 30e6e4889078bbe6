#pragma once

#include <vector>

#include <review/part.hpp>

#include "text/text_view.hpp"

namespace review {

// From bytes of a part's text to glyph numbers, without walking the whole text each time.
class GlyphIndex {
public:
    explicit GlyphIndex(const Part& part);

    // The glyphs that bytes [begin, end) touch. Not empty.
    GlyphSpan glyphs(TextRange bytes) const;

    // The bytes of whole glyphs that bytes [begin, end) touch.
    TextRange widened(TextRange bytes) const;

private:
    std::uint32_t glyph_at(std::size_t byte) const;

    const Part& part_;
    std::vector<std::uint32_t> code_points_before_;  // each 256 bytes, where every code point is a glyph
};

}  // namespace review
