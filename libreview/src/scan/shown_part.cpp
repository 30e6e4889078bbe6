#include "scan/shown_part.hpp"

#include <algorithm>

#include "text/shown_order.hpp"
#include "text/utf8.hpp"

namespace review {

ShownPart::ShownPart(const Part& part) : part_(part) {
    shown_ = part;
    shown_.text.clear();
    shown_.glyph_ends.clear();
    shown_.quads.clear();
    shown_.painted.clear();
    shown_.unseen.clear();
    shown_.source.clear();
    ends_ = part.glyph_ends;
    for (std::size_t at = 0; part.glyph_ends.empty() && at < part.text.size();) {
        at += decode_utf8(part.text, at).size;
        ends_.push_back(static_cast<std::uint32_t>(at));
    }
    std::uint32_t begin = 0;
    const auto count = static_cast<std::uint32_t>(ends_.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        if (said(i) != "\n") continue;
        add_line(begin, i + 1);
        begin = i + 1;
    }
    add_line(begin, count);
}

std::string_view ShownPart::said(std::uint32_t glyph) const {
    const auto begin = glyph == 0 ? 0 : ends_[glyph - 1];
    return std::string_view(part_.text).substr(begin, ends_[glyph] - begin);
}

// Lines stay as long as they are, and so do those that end within a cell.
void ShownPart::add_line(std::uint32_t begin, std::uint32_t end) {
    std::u32string line;
    std::vector<std::uint32_t> glyph;  // of each character
    for (auto i = begin; i < end; ++i) {
        const auto one = said(i);
        for (std::size_t at = 0; at < one.size();) {
            const auto point = decode_utf8(one, at);
            line += point.value;
            at += point.size;
        }
        glyph.resize(line.size(), i);
    }
    const bool ends = !line.empty() && line.back() == U'\n';
    if (ends) line.pop_back();
    const auto add = [&](std::uint32_t number) {
        if (!glyphs_.empty() && glyphs_.back() == number) return;  // another character of a ligature
        shown_.text += said(number);
        shown_.glyph_ends.push_back(static_cast<std::uint32_t>(shown_.text.size()));
        glyphs_.push_back(number);
    };
    for (const auto at : shown_order(line)) add(glyph[at]);
    if (ends) add(end - 1);
}

void ShownPart::settle(std::vector<Finding>& findings) const {
    for (auto& finding : findings) {
        auto& span = finding.where.span;
        const auto first = glyphs_.begin() + (span.begin - shown_.first), last = glyphs_.begin() + (span.end - shown_.first);
        if (first >= last) continue;
        const auto [low, high] = std::minmax_element(first, last);
        span = {span.part, part_.first + *low, part_.first + *high + 1};
        finding.where.quads = quads_of(part_, span.begin, span.end);
        finding.where.bytes = bytes_of(part_, span.begin, span.end);
    }
}

}  // namespace review
