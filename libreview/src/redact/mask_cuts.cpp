#include "redact/mask_cuts.hpp"

#include <algorithm>

#include "base/loose_text.hpp"

namespace review {
namespace {

struct Convention {
    std::string_view rule;
    std::size_t front, back;
    std::size_t least, most;  // characters of a value; what is before the last `most` of them is a country's code and stays
    bool digits;
};

constexpr Convention conventions[] = {
    {"cn-identity/resident-id", 1, 2, 18, 18, true},
    {"cn-contact/mobile", 3, 4, 11, 11, true},
    {"cn-finance/bank-card", 4, 4, 12, 19, true},
    {"cn-person/name", 1, 0, 2, 64, false},
};

const Convention* convention_of(std::string_view rule) {
    const auto found = std::find_if(std::begin(conventions), std::end(conventions), [&](const Convention& one) { return one.rule == rule; });
    return found == std::end(conventions) ? nullptr : found;
}

// Whether a glyph is one of the value's own characters: blanks and hyphens are not.
bool counts(const Convention& convention, std::string_view glyph) {
    const auto points = code_points(loose(glyph));
    return std::any_of(points.begin(), points.end(), [&](char32_t c) {
        return convention.digits ? (c >= U'0' && c <= U'9') || c == U'x' : is_letter_or_digit(c);
    });
}

// Which of the glyphs go.
std::vector<bool> hidden(std::string_view rule, const std::vector<std::string_view>& glyphs) {
    const auto* convention = convention_of(rule);
    std::vector<std::size_t> own;
    for (std::size_t i = 0; convention && i < glyphs.size(); ++i) {
        // A ligature shows several characters at once, and so does a numeral that is no digit.
        if (counts(*convention, glyphs[i])) own.push_back(i);
        else if (!loose(glyphs[i]).empty() && loose(glyphs[i]) != "-" && glyphs[i] != "+") return std::vector<bool>(glyphs.size(), true);
        if (code_points(loose(glyphs[i])).size() > 1) return std::vector<bool>(glyphs.size(), true);
    }
    std::vector<bool> goes(glyphs.size());
    if (!convention || own.size() < convention->least) return std::vector<bool>(glyphs.size(), true);
    const bool prefixed = rule == "cn-contact/mobile" && own.size() <= convention->most + 4;
    if (own.size() > convention->most && !prefixed) return std::vector<bool>(glyphs.size(), true);
    const auto front = convention->front + (prefixed ? own.size() - convention->most : 0);
    for (std::size_t i = front; i + convention->back < own.size(); ++i) goes[own[i]] = true;
    return goes;
}

}  // namespace

bool has_mask(std::string_view rule) { return convention_of(rule) != nullptr; }

std::vector<SpelledOut::Run> masked_runs(std::string_view rule, const Part& part, const std::vector<SpelledOut::Run>& value) {
    std::vector<std::string_view> glyphs;
    std::vector<std::uint32_t> numbers;
    for (const auto& run : value) {
        for (auto glyph = run.begin; glyph < run.end; ++glyph) {
            glyphs.push_back(text_of(part, glyph, glyph + 1));
            numbers.push_back(glyph);
        }
    }
    const auto goes = hidden(rule, glyphs);
    std::vector<SpelledOut::Run> runs;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!goes[i]) continue;
        if (!runs.empty() && runs.back().end == numbers[i]) ++runs.back().end;
        else runs.push_back({numbers[i], numbers[i] + 1});
    }
    return runs;
}

std::string masked_text(std::string_view rule, std::string_view value) {
    std::vector<std::string_view> glyphs;
    for (std::size_t at = 0; at < value.size();) {
        auto end = at + 1;
        while (end < value.size() && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) ++end;
        glyphs.push_back(value.substr(at, end - at));
        at = end;
    }
    const auto goes = hidden(rule, glyphs);
    std::string text;
    for (std::size_t i = 0; i < glyphs.size(); ++i) text += goes[i] ? "*" : glyphs[i];
    return text;
}

}  // namespace review
