#include "proof/page_glyphs.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <span>

#include "base/loose_text.hpp"
#include "model/other_readings.hpp"
#include "proof/printed_labels.hpp"
#include "proof/rescan.hpp"

namespace review {
namespace {

double length_of(double x, double y) { return std::sqrt(x * x + y * y); }  // quads are finite and small

GlyphLine line_of(const Quad& quad) {
    double x = quad[2] - quad[0], y = quad[3] - quad[1];
    const double up_x = quad[6] - quad[0], up_y = quad[7] - quad[1];
    const double length = length_of(x, y), height = length_of(up_x, up_y);
    if (length > 1e-9) x /= length, y /= length;
    else if (height > 1e-9) x = up_y / height, y = -up_x / height;
    return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(quad[1] * x - quad[0] * y), static_cast<float>(height)};
}

// The column a glyph of vertical writing stands in, as a line that runs down the page through the middles.
GlyphLine column_of(const Quad& quad, const GlyphLine& line) {
    const double x = (quad[0] + quad[4]) / 2, y = (quad[1] + quad[5]) / 2;
    const double width = length_of(quad[2] - quad[0], quad[3] - quad[1]);
    const float down_x = line.y, down_y = -line.x;
    return {down_x, down_y, static_cast<float>(y * down_x - x * down_y - width / 2), static_cast<float>(width)};
}

// Whether the glyph before or behind stands right above or below: a part does not say how it is written.
bool is_in_column(const Part& part, std::size_t i, const GlyphLine& line) {
    const auto next_to = [&](std::size_t other) {
        if (other >= part.quads.size() || part.quads[other] == Quad{}) return false;
        const auto& a = part.quads[i];
        const auto& b = part.quads[other];
        const double x = (b[0] + b[4] - a[0] - a[4]) / 2, y = (b[1] + b[5] - a[1] - a[5]) / 2;
        const double along = std::abs(x * line.x + y * line.y), across = std::abs(y * line.x - x * line.y);
        return along < 0.5 * line.height && across > 0.3 * line.height && across < 2.5 * line.height;
    };
    return next_to(i + 1) || next_to(i - 1);  // before the first: beyond the end
}

// Both run the same way, and their middles are level.
bool is_level(const GlyphLine& one, const GlyphLine& other) {
    return one.x * other.x + one.y * other.y > 0.99 &&
           std::abs(one.foot + one.height / 2 - other.foot - other.height / 2) <= 0.6 * std::max(one.height, other.height);
}

bool touches(const Quad& quad, const Area& area, double shrink) {
    const auto [left, right] = std::minmax({quad[0], quad[2], quad[4], quad[6]});
    const auto [bottom, top] = std::minmax({quad[1], quad[3], quad[5], quad[7]});
    return left + shrink < std::max(area.x0, area.x1) && right - shrink > std::min(area.x0, area.x1) &&
           bottom + shrink < std::max(area.y0, area.y1) && top - shrink > std::min(area.y0, area.y1);
}

// Of the layout or of the page.
bool is_space(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
    const bool letter = std::isalnum(first) != 0 || (first >= 0xE4 && first <= 0xE9);  // ASCII, or Han: most of every page
    return !letter && loose(text).empty();
}

// A glyph of another reading may have the place of several of the first, and begins where the first of them does.
Quad beginning_of(const Quad& quad) { return {quad[0], quad[1], 0, 0, 0, 0, quad[6], quad[7]}; }

// Where the cut glyphs of a part stand. A Type 3 glyph is read twice, by what the font says it is and by what it
// shows, at one place: it goes as a whole.
std::set<Quad> cut_places(const Part& part, std::span<const Cut> cuts) {
    std::set<Quad> places;
    const auto other_readings = cuts.empty() ? 0 : other_readings_from(part);
    for (const auto& cut : cuts) {
        for (auto glyph = std::max(cut.span.begin, part.first); glyph < cut.span.end; ++glyph) {
            const auto i = glyph - part.first;
            if (i >= part.quads.size() || part.quads[i] == Quad{}) continue;
            places.insert(part.quads[i]);
            if (glyph >= other_readings) places.insert(beginning_of(part.quads[i]));
        }
    }
    return places;
}

// How often each glyph is painted once more beside itself.
std::vector<std::uint32_t> copies_of(const Part& part) {
    std::vector<std::uint32_t> copies(part.painted.empty() ? 0 : part.glyph_ends.size());
    std::vector<bool> seen(copies.size());
    for (const auto glyph : part.painted) {
        if (glyph >= copies.size()) continue;
        if (seen[glyph]) ++copies[glyph];
        seen[glyph] = true;
    }
    return copies;
}

}  // namespace

void PageGlyphs::part(Part&& part) {
    // What fields and annotations show is painted into their page by the rebuild.
    const bool look = (part.kind == PartKind::field || part.kind == PartKind::annotation) && !part.glyph_ends.empty();
    if (part.kind != PartKind::page && !look) return;
    if (cutting_ && fate_of(plan_, part.page)) return;  // of the output any glyph there is one too many
    const auto cuts = cutting_ ? cuts_of(plan_, part.number) : std::span<const Cut>{};
    const auto places = cut_places(part, cuts);
    const auto labels = cutting_ || look || plan_.labels.empty() ? std::vector<bool>() : glyphs_of_labels(part, plan_);
    auto cut = cuts.begin();
    const auto other_readings = other_readings_from(part);
    const auto again = look ? std::vector<std::uint32_t>() : copies_of(part);
    const auto count = part.glyph_ends.size();
    auto unseen = part.unseen.begin();
    std::uint32_t from = 0;
    for (std::size_t i = 0; i < count; from = part.glyph_ends[i++]) {
        const auto number = part.first + static_cast<std::uint32_t>(i);
        while (cut != cuts.end() && cut->span.end <= number) ++cut;
        // What nobody saw goes with its layer, and in the output nothing of the kind is left.
        const bool gone = cutting_ && unseen != part.unseen.end() && *unseen == number;
        if (gone) ++unseen;
        if (gone) continue;
        if (cut != cuts.end() && cut->span.begin <= number) {
            if (!look && i < part.quads.size()) {
                const auto line = line_of(part.quads[i]);
                lose(part.page, line);
                if (is_in_column(part, i, line)) lose(part.page, column_of(part.quads[i], line));
            }
            continue;
        }
        // Every glyph of another reading is one of the first, too; the draft's other readings need not be the output's.
        if (number >= other_readings) continue;
        if (!labels.empty() && labels[i]) {
            ++of_labels;
            continue;
        }
        const auto text = std::string_view(part.text).substr(from, part.glyph_ends[i] - from);
        if (is_space(text)) continue;
        if (!again.empty() && again[i] > 0) copies[{part.page, texts_.of(text)}] += again[i];
        if (look) ++painted[texts_.of(text)];
        else add(texts_.of(text), part, i, places);
    }
}

void PageGlyphs::let_lines_move() {
    for (auto& glyph : glyphs) {
        if (!glyph.in_area) continue;
        lose(glyph.page, glyph.line);
        if (glyph.in_column) lose(glyph.page, glyph.column);
    }
    for (auto& glyph : glyphs) {
        const auto lines = losing_.find(glyph.page);
        if (lines == losing_.end()) continue;
        const auto loses = [&](const GlyphLine& mine) {
            return std::any_of(lines->second.begin(), lines->second.end(), [&](const GlyphLine& line) { return is_level(line, mine); });
        };
        glyph.may_move = loses(glyph.line);
        glyph.may_move_down = glyph.in_column && loses(glyph.column);
    }
}

void PageGlyphs::lose(std::uint32_t page, const GlyphLine& line) {
    auto& lines = losing_[page];
    // Glyph after glyph on the same line: once is enough.
    const auto same = [&](const GlyphLine& other) {
        return std::abs(other.foot - line.foot) < 0.01 && std::abs(other.x - line.x) < 1e-4 && other.height == line.height;
    };
    if (lines.size() < 2000 && std::none_of(lines.begin(), lines.end(), same)) lines.push_back(line);
}

void PageGlyphs::add(std::uint64_t text, const Part& part, std::size_t i, const std::set<Quad>& cut) {
    const auto page = part.page;
    const bool placed = i < part.quads.size();
    const Quad quad = placed ? part.quads[i] : Quad{};
    const auto line = line_of(quad);
    PageGlyph glyph{text, static_cast<float>(quad[0]), static_cast<float>(quad[1]), false, false, page, line,
                column_of(quad, line), placed && is_in_column(part, i, line)};
    // On the draft's side the edge of an area may go either way; on the output's side only what is
    // clearly inside should have gone.
    glyph.cut_too = !cut.empty() && (cut.count(quad) != 0 || cut.count(beginning_of(quad)) != 0);
    const double shrink = cutting_ ? -place_tolerance : place_tolerance;
    for (const auto& area : plan_.areas) {
        if (area.page == page && quad != Quad{} && touches(quad, area, shrink)) glyph.in_area = true;
    }
    glyphs.push_back(glyph);
}

}  // namespace review
