#include "model/spelled_out.hpp"

#include <algorithm>
#include <cctype>

#include "base/charset.hpp"
#include "base/loose_text.hpp"

namespace review {
namespace {

// From the last letter to the first, as a page has it that is set or mirrored so; the proof takes that for a leak as
// well. Empty for what is short enough to stand anywhere by chance, and where nothing changes.
std::string turned_round(std::string_view form) {
    auto points = code_points(form);
    const bool number = std::all_of(points.begin(), points.end(), [](char32_t point) { return point >= '0' && point <= '9'; });
    if (points.size() < (number ? 8u : 4u)) return {};
    std::reverse(points.begin(), points.end());
    std::string turned;
    for (const auto point : points) append_utf8(turned, point);
    return turned == form ? std::string() : turned;
}

// The spellings of all values, and of each whose it is.
std::vector<std::string> patterns_of(const std::vector<std::string_view>& values, std::vector<std::size_t>& owners) {
    std::vector<std::string> patterns;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto form = loose(values[i]);
        if (code_points(form).size() < 2) continue;
        for (auto& spelling : {from_left_to_right(form), form, turned_round(form)}) {
            if (spelling.empty()) continue;
            patterns.push_back(spelling);
            owners.push_back(i);
        }
    }
    return patterns;
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

// Whether a glyph begins a line below the one before it: in a cell of a table a word may be parted there, while the
// page is read by rows.
bool ends_line(const Part& part, std::uint32_t before, std::uint32_t glyph) {
    const auto i = before - part.first, next = glyph - part.first;
    if (i >= part.quads.size() || next >= part.quads.size()) return false;
    const auto& a = part.quads[i];
    const auto& b = part.quads[next];
    return a[1] - b[1] > 0.5 * (a[7] - a[1]) && a != Quad{} && b != Quad{};
}

// Glyphs as runs; a space the layout put between two of them belongs to the run.
std::vector<SpelledOut::Run> runs_of(std::vector<std::uint32_t> glyphs) {
    std::sort(glyphs.begin(), glyphs.end());
    std::vector<SpelledOut::Run> runs;
    for (const auto glyph : glyphs) {
        if (!runs.empty() && glyph <= runs.back().end) runs.back().end = std::max(runs.back().end, glyph + 1);
        else runs.push_back({glyph, glyph + 1});
    }
    return runs;
}

}  // namespace

SpelledOut::SpelledOut(const std::vector<std::string_view>& values)
    : search_(patterns_of(values, values_), MultiSearch::Case::exact) {
    for (std::size_t i = 0; i < values_.size(); ++i) longest_ = std::max(longest_, search_.length(i));
}

bool SpelledOut::holds_any(std::string_view loose_text) const {
    bool any = false;
    search_.search(loose_text, [&](std::size_t, std::size_t) {
        any = true;
        return false;
    });
    return any;
}

std::vector<SpelledOut::Hit> SpelledOut::find(const Part& part) const {
    std::vector<Hit> hits;
    if (values_.empty()) return hits;
    GlyphNumbers glyphs(part);
    const auto find_in = [&](LineHyphens hyphens) {
        if (!holds_any(loose(part.text, hyphens))) return;  // in most parts there is nothing to be placed
        const auto text = loosen(part.text, hyphens);
        search_.search(text.text, [&](std::size_t pattern, std::size_t end) {
            const auto first = text.begins[end - search_.length(pattern)];
            const auto last = text.ends[end - 1] - 1;
            hits.push_back({values_[pattern], {{glyphs[first], glyphs[last] + 1}}});
            return true;
        });
    };
    find_in(LineHyphens::kept);
    if (has_line_hyphen(part.text)) find_in(LineHyphens::joined);
    if (!part.painted.empty()) find_painted(part, hits);
    return hits;
}

void SpelledOut::find_painted(const Part& part, std::vector<Hit>& hits) const {
    std::string text;
    std::vector<std::uint32_t> glyphs;  // of each byte
    for (std::size_t i = 0; i < part.painted.size(); ++i) {
        const auto glyph = part.painted[i];
        if (i > 0 && ends_line(part, part.painted[i - 1], glyph)) text += '\n';
        glyphs.resize(text.size(), glyph);
        text += text_of(part, glyph, glyph + 1);
        glyphs.resize(text.size(), glyph);
    }
    const auto find_in = [&](const LooseText& bare) {
        search_.search(bare.text, [&](std::size_t pattern, std::size_t end) {
            const auto first = glyphs.begin() + bare.begins[end - search_.length(pattern)];
            hits.push_back({values_[pattern], runs_of({first, glyphs.begin() + bare.ends[end - 1]})});
            return true;
        });
    };
    find_in(loosen(text));
    if (has_line_hyphen(text)) find_in(loosen(text, LineHyphens::joined));
}

SpelledOut::Edge SpelledOut::end_of(const Part& part) const {
    const auto bare = loosen(part.text);
    GlyphNumbers glyphs(part);
    const auto begin = bare.text.size() - std::min(bare.text.size(), longest_);
    Edge edge{bare.text.substr(begin), {}};
    for (auto i = begin; i < bare.text.size(); ++i) edge.glyphs.push_back(glyphs[bare.begins[i]]);
    return edge;
}

SpelledOut::Edge SpelledOut::beginning_of(const Part& part) const {
    const auto bare = loosen(part.text);
    GlyphNumbers glyphs(part);
    Edge edge{bare.text.substr(0, longest_), {}};
    for (std::size_t i = 0; i < edge.text.size(); ++i) edge.glyphs.push_back(glyphs[bare.begins[i]]);
    return edge;
}

std::vector<SpelledOut::Bridge> SpelledOut::find_across(const Edge& before, const Part& after) const {
    std::vector<Bridge> bridges;
    if (values_.empty() || before.text.empty()) return bridges;
    const auto next = beginning_of(after);
    const auto seam = before.text.size();
    search_.search(before.text + next.text, [&](std::size_t pattern, std::size_t end) {
        const auto begin = end - search_.length(pattern);
        if (begin < seam && end > seam) {
            bridges.push_back({values_[pattern], {before.glyphs[begin], before.glyphs.back() + 1},
                               {next.glyphs.front(), next.glyphs[end - seam - 1] + 1}});
        }
        return true;
    });
    return bridges;
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
