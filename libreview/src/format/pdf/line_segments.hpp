#pragma once

#include <limits>
#include <map>
#include <span>
#include <vector>

#include "format/pdf/cell_rules.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

constexpr double same_edge = 0.5;  // points

// A line up to the next cell. Its glyphs belong to a TextLine.
struct Segment {
    std::span<const LineGlyph> glyphs;
    Direction direction;
    double left = 0, right = 0;
    double before = -std::numeric_limits<double>::infinity();  // where the segment to the left ends
    double after = std::numeric_limits<double>::infinity();    // where the one to the right begins
    bool stacked = false;  // one character of a word that is set from top to bottom

    double middle() const { return glyphs.front().middle; }
    double height() const { return glyphs.front().height; }
};

// Lines cut at wide gaps and at rules; what stands beside a segment on its own line bounds it.
std::vector<Segment> line_segments(const std::vector<TextLine>& lines, const std::vector<Rule>& rules);

// What stands near a segment and is not level with it: another column, a word set from top to bottom.
class Neighbours {
public:
    explicit Neighbours(const std::vector<Segment>& segments);  // which outlive it
    void bound(Segment& segment) const;

private:
    std::map<Direction, std::multimap<double, const Segment*>> places_;
};

}  // namespace review::pdf
