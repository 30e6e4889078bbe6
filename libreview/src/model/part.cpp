#include <review/part.hpp>

#include <algorithm>
#include <cmath>

#include "base/utf8_scan.hpp"

namespace review {
namespace {

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

struct TextOffsets {
    std::size_t from, to;
};

// Where the code point begins that is `count` after the one at `at`; the end of the text where there are not so many. Asked for each cut of a
// long part: most of the way goes in strides.
std::size_t code_point_after(std::string_view text, std::size_t at, std::size_t count) {
    constexpr std::size_t stride = 1024;
    while (text.size() - at > stride) {
        const auto passed = count_characters(text.substr(at, stride));
        if (passed > count) break;
        count -= passed;
        at += stride;
    }
    for (std::size_t seen = 0; at < text.size(); ++at) {
        if (starts_code_point(text[at]) && seen++ == count) return at;
    }
    return at;
}

// Byte offset in part.text where glyph `index` (counted from 0 in this piece) begins.
std::size_t offset_of(const Part& part, std::uint32_t index) {
    if (!part.glyph_ends.empty()) {
        if (index == 0) return 0;
        return part.glyph_ends[std::min<std::size_t>(index, part.glyph_ends.size()) - 1];
    }
    return code_point_after(part.text, 0, index);
}

TextOffsets offsets_of(const Part& part, std::uint32_t begin, std::uint32_t end) {
    const auto from = offset_of(part, begin - part.first);
    if (!part.glyph_ends.empty() || end < begin) return {from, offset_of(part, end - part.first)};
    return {from, from < part.text.size() ? code_point_after(part.text, from, end - begin) : from};
}

// Corner distance below which the end of one glyph is the beginning of the next: 3 points, or half
// the height of the glyph, whichever is more.
bool continues(const Quad& left, const Quad& right) {
    const double height = std::hypot(left[6] - left[0], left[7] - left[1]);
    const double gap = std::hypot(right[0] - left[2], right[1] - left[3]);
    return gap <= std::max(3.0, height / 2);
}

}  // namespace

std::uint32_t Part::glyph_count() const {
    if (!glyph_ends.empty()) return static_cast<std::uint32_t>(glyph_ends.size());
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

std::string_view text_of(const Part& part, std::uint32_t begin, std::uint32_t end) {
    const auto [from, to] = offsets_of(part, begin, end);
    return std::string_view(part.text).substr(from, to - from);
}

std::optional<ByteRange> bytes_of(const Part& part, std::uint32_t begin, std::uint32_t end) {
    const auto [from, to] = offsets_of(part, begin, end);
    return source_of(part, from, to);
}

std::optional<ByteRange> source_of(const Part& part, std::size_t from, std::size_t to) {
    std::optional<ByteRange> hull;
    const auto first = std::partition_point(part.source.begin(), part.source.end(),
                                            [&](const SourceRun& run) { return run.text_end <= from; });
    for (auto run = first; run != part.source.end() && run->text_begin < to; ++run) {
        ByteRange range = run->source;
        if (run->verbatim) {
            range.begin += std::max<std::size_t>(from, run->text_begin) - run->text_begin;
            range.end -= run->text_end - std::min<std::size_t>(to, run->text_end);
        }
        if (!hull) hull = range;
        hull->begin = std::min(hull->begin, range.begin);
        hull->end = std::max(hull->end, range.end);
    }
    return hull;
}

std::vector<Quad> quads_of(const Part& part, std::uint32_t begin, std::uint32_t end) {
    std::vector<Quad> lines;
    if (part.quads.empty()) return lines;
    for (auto i = begin - part.first; i < end - part.first && i < part.quads.size(); ++i) {
        const Quad& quad = part.quads[i];
        if (quad == Quad{}) continue;  // a space the layout inserted
        if (!lines.empty() && continues(lines.back(), quad)) {
            std::copy(quad.begin() + 2, quad.begin() + 6, lines.back().begin() + 2);
        } else {
            lines.push_back(quad);
        }
    }
    return lines;
}

}  // namespace review
