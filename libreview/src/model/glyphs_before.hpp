#pragma once

#include <algorithm>
#include <string_view>

#include <review/part.hpp>

#include "base/utf8_scan.hpp"

namespace review {

// Glyphs of a part before a byte of it, counted on from the last one that was asked for.
class GlyphsBefore {
public:
    explicit GlyphsBefore(const Part& part) : part_(part) {}
    std::uint32_t operator()(std::size_t byte) {
        if (!part_.glyph_ends.empty()) return static_cast<std::uint32_t>(std::lower_bound(part_.glyph_ends.begin(), part_.glyph_ends.end(), byte) - part_.glyph_ends.begin());
        if (byte < at_) at_ = 0, glyphs_ = 0;
        glyphs_ += static_cast<std::uint32_t>(count_characters(std::string_view(part_.text).substr(at_, byte - at_)));
        at_ = byte;
        return glyphs_;
    }

private:
    const Part& part_;
    std::size_t at_ = 0;
    std::uint32_t glyphs_ = 0;
};

}  // namespace review
