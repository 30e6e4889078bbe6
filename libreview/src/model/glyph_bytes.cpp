#include "model/glyph_bytes.hpp"

#include <algorithm>

namespace review {

std::size_t GlyphBytes::of(const Part& part, std::uint32_t glyph) {
    if (!part.glyph_ends.empty()) {
        const auto index = glyph - part.first;
        return index == 0 ? 0 : part.glyph_ends[std::min<std::size_t>(index, part.glyph_ends.size()) - 1];
    }
    if (glyph < glyph_) read(part);
    const auto continues = [&] { return byte_ < part.text.size() && (static_cast<unsigned char>(part.text[byte_]) & 0xc0) == 0x80; };
    for (; glyph_ < glyph && byte_ < part.text.size(); ++glyph_) {
        do ++byte_;
        while (continues());
    }
    return byte_;
}

}  // namespace review
