#include "model/glyph_bytes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

// How many of eight bytes of UTF-8 begin a code point: all but 10xxxxxx (RFC 3629).
std::uint32_t beginnings(const char* text) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    constexpr std::uint64_t high = 0x8080808080808080;
    return 8 - static_cast<std::uint32_t>(std::popcount(bytes & high & ~(bytes << 1)));
}

}  // namespace

std::size_t GlyphBytes::of(const Part& part, std::uint32_t glyph) {
    if (!part.glyph_ends.empty()) {
        const auto index = glyph - part.first;
        return index == 0 ? 0 : part.glyph_ends[std::min<std::size_t>(index, part.glyph_ends.size()) - 1];
    }
    if (glyph < glyph_) read(part);
    // Many bytes at a time, then eight, while the glyph cannot begin among them.
    constexpr std::size_t many = 512;
    for (; byte_ + many <= part.text.size(); byte_ += many) {
        const auto begun = static_cast<std::uint32_t>(count_characters(std::string_view(part.text).substr(byte_, many)));
        if (glyph_ + begun > glyph) break;
        glyph_ += begun;
    }
    for (; byte_ + 8 <= part.text.size(); byte_ += 8) {
        const auto begun = beginnings(part.text.data() + byte_);
        if (glyph_ + begun > glyph) break;
        glyph_ += begun;
    }
    for (; byte_ < part.text.size(); ++byte_) {
        if ((static_cast<unsigned char>(part.text[byte_]) & 0xc0) == 0x80) continue;
        if (glyph_ == glyph) break;
        ++glyph_;
    }
    return byte_;
}

}  // namespace review
