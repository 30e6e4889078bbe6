#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <review/extraction.hpp>
#include <review/redaction_plan.hpp>

namespace review {

constexpr double place_tolerance = 0.1;  // points

// The line a glyph stands on: its direction, how far from the origin the feet of its glyphs are, and how
// high they are.
struct GlyphLine {
    float x = 1, y = 0, foot = 0, height = 0;
};

// What glyphs say, as numbers: equal texts have equal ones. Short ones are their own number.
class GlyphTexts {
public:
    std::uint64_t of(std::string_view text) {
        constexpr std::size_t most = 7;
        constexpr std::uint64_t longer = std::uint64_t{0xFF} << 56;
        if (text.size() > most) return longer | longer_.try_emplace(std::string(text), longer_.size()).first->second;
        std::uint64_t number = text.size();
        for (const char byte : text) number = number << 8 | static_cast<unsigned char>(byte);
        return number;
    }

private:
    std::unordered_map<std::string, std::uint64_t> longer_;
};

struct PageGlyph {
    std::uint64_t text = 0;
    float x = 0, y = 0;
    bool in_area = false;
    bool cut_too = false;
    std::uint32_t page = 0;
    GlyphLine line{};
    GlyphLine column{};
    bool in_column = false;
    bool may_move = false;  // its line lost glyphs, and the width policy sets it again
    bool may_move_down = false;  // so did its column
};

using GlyphCounts = std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t>;  // by page and text

// The visible glyphs of the page parts, less the cut ones. `with_cuts`: of the draft; else of the output.
class PageGlyphs final : public ExtractionSink {
public:
    PageGlyphs(const RedactionPlan& plan, GlyphTexts& texts, bool with_cuts) : plan_(plan), texts_(texts), cutting_(with_cuts) {}

    void part(Part&& part) override;
    void blind_spot(BlindSpot&&) override {}

    // In any width but `exact` what is left of a line that lost glyphs may go elsewhere on it.
    void let_lines_move();

    std::vector<PageGlyph> glyphs;
    std::map<std::uint64_t, std::uint32_t> painted;  // by text: what fields and annotations show, which the rebuild paints into their page
    GlyphCounts copies;                              // how often glyphs are painted once more beside themselves, and read once
    std::size_t of_labels = 0;

private:
    void lose(std::uint32_t page, const GlyphLine& line);
    void add(std::uint64_t text, const Part& part, std::size_t i, const std::set<Quad>& cut);

    const RedactionPlan& plan_;
    GlyphTexts& texts_;
    bool cutting_;
    std::map<std::uint32_t, std::vector<GlyphLine>> losing_;  // by page: lines that lose glyphs
};

}  // namespace review
