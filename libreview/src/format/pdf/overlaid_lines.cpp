#include "format/pdf/overlaid_lines.hpp"

#include <algorithm>
#include <utility>

namespace review::pdf {
namespace {

TextLine as_painted(const TextLine& line, const OverlaidTexts& texts) {
    TextLine painted;
    painted.direction = line.direction;
    for (const auto i : texts.painted) painted.glyphs.push_back(line.glyphs[i]);
    return painted;
}

void drop_copies(TextLine& line, const OverlaidTexts& texts) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        if (texts.text[i] != OverlaidTexts::copy) line.glyphs[kept++] = line.glyphs[i];
    }
    line.glyphs.resize(kept);
}

}  // namespace

bool is_disputed(const std::vector<LineGlyph>& glyphs) {
    return std::any_of(glyphs.begin(), glyphs.end(), [](const LineGlyph& box) { return box.glyph->disputed; });
}

void OverlaidLines::add(TextLine&& line, std::vector<TextLine>& lines) {
    if (!lies_over(line.glyphs)) return lines.push_back(std::move(line));
    const auto texts = overlaid_texts(line.glyphs, copies_);
    for (std::uint32_t one = 0; one < texts.count && texts.count > 1; ++one) {
        auto alone = of_text(line, texts, one);
        if (again_ == nullptr) lines.push_back(std::move(alone));
        else read_again(line, std::move(alone));
    }
    if (again_ == nullptr && texts.count > 1) return;
    if (again_ != nullptr && !texts.painted.empty()) read_again(line, as_painted(line, texts));
    drop_copies(line, texts);
    lines.push_back(std::move(line));
}

TextLine OverlaidLines::of_text(const TextLine& line, const OverlaidTexts& texts, std::uint32_t one) const {
    TextLine alone;
    alone.direction = line.direction;
    for (std::size_t i = 0; i < line.glyphs.size(); ++i) {
        const bool is_one = again_ == nullptr ? texts.home[i] == one : texts.text[i] == one || texts.text[i] == OverlaidTexts::none;
        if (is_one) alone.glyphs.push_back(line.glyphs[i]);
    }
    return alone;
}

void OverlaidLines::read_again(const TextLine& line, TextLine&& again) {
    const bool second = is_second(line.direction.nest);
    if (second && !is_disputed(again.glyphs)) return;
    again.direction.nest += second ? nest_of_texts_again : nest_of_texts;
    again_->push_back(std::move(again));
}

}  // namespace review::pdf
