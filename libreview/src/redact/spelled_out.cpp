#include "redact/spelled_out.hpp"

#include <algorithm>
#include <cctype>

#include "base/loose_text.hpp"

namespace review {
namespace {

std::vector<std::string> loosened(const std::vector<std::string_view>& values) {
    std::vector<std::string> forms;
    for (const auto value : values) {
        auto form = loose(value);
        if (code_points(form).size() < 2) form.clear();
        forms.push_back(std::move(form));
    }
    return forms;
}

// Glyph numbers of byte offsets, counted once a part and only where there is a hit.
class GlyphNumbers {
public:
    explicit GlyphNumbers(const Part& part) : part_(part) {}
    std::uint32_t operator[](std::uint32_t byte) {
        if (!part_.glyph_ends.empty()) {
            const auto& ends = part_.glyph_ends;
            return part_.first + static_cast<std::uint32_t>(std::upper_bound(ends.begin(), ends.end(), byte) - ends.begin());
        }
        if (numbers_.empty()) count();
        return numbers_[byte];
    }

private:
    void count() {
        numbers_.reserve(part_.text.size());
        auto glyph = part_.first;
        for (std::size_t i = 0; i < part_.text.size(); ++i) {
            const bool inside = (static_cast<unsigned char>(part_.text[i]) & 0xc0) == 0x80;
            if (i != 0 && !inside) ++glyph;
            numbers_.push_back(glyph);
        }
    }
    const Part& part_;
    std::vector<std::uint32_t> numbers_;
};

}  // namespace

SpelledOut::SpelledOut(const std::vector<std::string_view>& values)
    : search_(loosened(values), MultiSearch::Case::exact) {}

std::vector<SpelledOut::Hit> SpelledOut::find(const Part& part) const {
    const auto text = loosen(part.text);
    GlyphNumbers glyphs(part);
    std::vector<Hit> hits;
    search_.search(text.text, [&](std::size_t value, std::size_t end) {
        const auto first = text.begins[end - search_.length(value)];
        const auto last = text.ends[end - 1] - 1;
        hits.push_back({value, glyphs[first], glyphs[last] + 1});
        return true;
    });
    return hits;
}

std::string without_layout(std::string_view excerpt) {
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const auto blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    std::string value;
    for (std::size_t i = 0; i < excerpt.size(); ++i) {
        if (!blank(excerpt[i])) {
            value += excerpt[i];
            continue;
        }
        auto next = i;
        while (next < excerpt.size() && blank(excerpt[next])) ++next;
        if (!value.empty() && next < excerpt.size() && letter(value.back()) && letter(excerpt[next])) value += ' ';
        i = next - 1;
    }
    return value;
}

}  // namespace review
