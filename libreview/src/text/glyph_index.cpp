#include "text/glyph_index.hpp"

#include <algorithm>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

constexpr std::size_t stride = 256;

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

}  // namespace

GlyphIndex::GlyphIndex(const Part& part) : part_(part) {
    if (!part.glyph_ends.empty()) return;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < part.text.size(); i += stride) {
        code_points_before_.push_back(count);
        count += static_cast<std::uint32_t>(count_characters(std::string_view(part.text).substr(i, stride)));
    }
}

std::uint32_t GlyphIndex::glyph_at(std::size_t byte) const {
    if (!part_.glyph_ends.empty()) {
        const auto& ends = part_.glyph_ends;
        const auto found = std::upper_bound(ends.begin(), ends.end(), byte);
        const auto last = static_cast<long>(ends.size()) - 1;
        return static_cast<std::uint32_t>(std::min(found - ends.begin(), last));
    }
    const std::size_t from = byte / stride * stride;
    const auto count = code_points_before_[byte / stride] + static_cast<std::uint32_t>(count_characters(std::string_view(part_.text).substr(from, byte + 1 - from)));
    return count == 0 ? 0 : count - 1;
}

GlyphSpan GlyphIndex::glyphs(TextRange bytes) const {
    return {part_.number, part_.first + glyph_at(bytes.begin), part_.first + glyph_at(bytes.end - 1) + 1};
}

TextRange GlyphIndex::widened(TextRange bytes) const {
    if (!part_.glyph_ends.empty()) {
        const auto first = glyph_at(bytes.begin);
        const std::size_t begin = first == 0 ? 0 : part_.glyph_ends[first - 1];
        return {begin, part_.glyph_ends[glyph_at(bytes.end - 1)]};
    }
    while (bytes.begin > 0 && !starts_code_point(part_.text[bytes.begin])) --bytes.begin;
    while (bytes.end < part_.text.size() && !starts_code_point(part_.text[bytes.end])) ++bytes.end;
    return bytes;
}

}  // namespace review
