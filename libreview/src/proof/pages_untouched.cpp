#include "proof/untouched.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/loose_text.hpp"
#include "base/messages/proof.hpp"
#include "proof/printed_labels.hpp"
#include "proof/rescan.hpp"

namespace review {
namespace {

constexpr double tolerance = 0.1;  // points

// The line a glyph stands on: its direction, how far from the origin the feet of its glyphs are, and how
// high they are.
struct Line {
    float x = 1, y = 0, foot = 0, height = 0;
};

double length_of(double x, double y) { return std::sqrt(x * x + y * y); }  // quads are finite and small

Line line_of(const Quad& quad) {
    double x = quad[2] - quad[0], y = quad[3] - quad[1];
    const double up_x = quad[6] - quad[0], up_y = quad[7] - quad[1];
    const double length = length_of(x, y), height = length_of(up_x, up_y);
    if (length > 1e-9) x /= length, y /= length;
    else if (height > 1e-9) x = up_y / height, y = -up_x / height;
    return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(quad[1] * x - quad[0] * y), static_cast<float>(height)};
}

// The column a glyph of vertical writing stands in, as a line that runs down the page through the middles.
Line column_of(const Quad& quad, const Line& line) {
    const double x = (quad[0] + quad[4]) / 2, y = (quad[1] + quad[5]) / 2;
    const double width = length_of(quad[2] - quad[0], quad[3] - quad[1]);
    const float down_x = line.y, down_y = -line.x;
    return {down_x, down_y, static_cast<float>(y * down_x - x * down_y - width / 2), static_cast<float>(width)};
}

// Whether the glyph before or behind stands right above or below: a part does not say how it is written.
bool is_in_column(const Part& part, std::size_t i, const Line& line) {
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

bool is_level(const Line& one, const Line& other) {
    return one.x * other.x + one.y * other.y > 0.99 &&
           std::abs(one.foot + one.height / 2 - other.foot - other.height / 2) <= 0.6 * std::max(one.height, other.height);
}

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

struct Glyph {
    std::uint64_t text = 0;
    float x = 0, y = 0;
    bool in_area = false;
    bool cut_too = false;
    std::uint32_t page = 0;
    Line line{};
    Line column{};
    bool in_column = false;
    bool may_move = false;  // its line lost glyphs, and the width policy sets it again
    bool may_move_down = false;  // so did its column
};

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

// Where the cut glyphs of a part stand. A Type 3 glyph is read twice, by what the font says it is and by what it
// shows, at one place: it goes as a whole.
std::set<Quad> cut_places(const Part& part, std::span<const Cut> cuts) {
    std::set<Quad> places;
    for (const auto& cut : cuts) {
        for (auto glyph = std::max(cut.span.begin, part.first); glyph < cut.span.end; ++glyph) {
            const auto i = glyph - part.first;
            if (i < part.quads.size() && part.quads[i] != Quad{}) places.insert(part.quads[i]);
        }
    }
    return places;
}

// The visible glyphs of the page parts, less the cut ones.
struct Pages final : ExtractionSink {
    Pages(const RedactionPlan& a_plan, GlyphTexts& some_texts, bool with_cuts) : plan(a_plan), texts(some_texts), cutting(with_cuts) {}
    void part(Part&& part) override {
        // What fields and annotations show is painted into their page by the rebuild.
        const bool look = (part.kind == PartKind::field || part.kind == PartKind::annotation) && !part.glyph_ends.empty();
        if (part.kind != PartKind::page && !look) return;
        if (cutting && fate_of(plan, part.page)) return;  // of the output any glyph there is one too many
        const auto cuts = cutting ? cuts_of(plan, part.number) : std::span<const Cut>{};
        const auto places = cut_places(part, cuts);
        const auto labels = cutting || look || plan.labels.empty() ? std::vector<bool>() : glyphs_of_labels(part, plan);
        auto cut = cuts.begin();
        const auto count = part.glyph_ends.size();
        auto unseen = part.unseen.begin();
        std::uint32_t from = 0;
        for (std::size_t i = 0; i < count; from = part.glyph_ends[i++]) {
            const auto number = part.first + static_cast<std::uint32_t>(i);
            while (cut != cuts.end() && cut->span.end <= number) ++cut;
            // What nobody saw goes with its layer, and in the output nothing of the kind is left.
            const bool gone = cutting && unseen != part.unseen.end() && *unseen == number;
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
            if (!labels.empty() && labels[i]) {
                ++of_labels;
                continue;
            }
            const auto text = std::string_view(part.text).substr(from, part.glyph_ends[i] - from);
            if (is_space(text)) continue;
            if (look) ++painted[texts.of(text)];
            else add(texts.of(text), part, i, places);
        }
    }
    void blind_spot(BlindSpot&&) override {}

    const RedactionPlan& plan;
    GlyphTexts& texts;
    bool cutting;
    std::vector<Glyph> glyphs;
    std::map<std::uint64_t, std::uint32_t> painted;  // by text
    std::size_t of_labels = 0;
    std::map<std::uint32_t, std::vector<Line>> losing;  // by page: lines that lose glyphs

    // In any width but `exact` what is left of a line that lost glyphs may go elsewhere on it.
    void let_lines_move() {
        for (auto& glyph : glyphs) {
            if (!glyph.in_area) continue;
            lose(glyph.page, glyph.line);
            if (glyph.in_column) lose(glyph.page, glyph.column);
        }
        for (auto& glyph : glyphs) {
            const auto lines = losing.find(glyph.page);
            if (lines == losing.end()) continue;
            const auto loses = [&](const Line& mine) {
                return std::any_of(lines->second.begin(), lines->second.end(), [&](const Line& line) { return is_level(line, mine); });
            };
            glyph.may_move = loses(glyph.line);
            glyph.may_move_down = glyph.in_column && loses(glyph.column);
        }
    }

private:
    void lose(std::uint32_t page, const Line& line) {
        auto& lines = losing[page];
        // Glyph after glyph on the same line: once is enough.
        const auto same = [&](const Line& other) {
            return std::abs(other.foot - line.foot) < 0.01 && std::abs(other.x - line.x) < 1e-4 && other.height == line.height;
        };
        if (lines.size() < 2000 && std::none_of(lines.begin(), lines.end(), same)) lines.push_back(line);
    }

    void add(std::uint64_t text, const Part& part, std::size_t i, const std::set<Quad>& cut) {
        const auto page = part.page;
        const bool placed = i < part.quads.size();
        const Quad quad = placed ? part.quads[i] : Quad{};
        const auto line = line_of(quad);
        Glyph glyph{text, static_cast<float>(quad[0]), static_cast<float>(quad[1]), false, false, page, line,
                    column_of(quad, line), placed && is_in_column(part, i, line)};
        // On the draft's side the edge of an area may go either way; on the output's side only what is
        // clearly inside should have gone.
        glyph.cut_too = !cut.empty() && cut.count(quad) != 0;
        const double shrink = cutting ? -tolerance : tolerance;
        for (const auto& area : plan.areas) {
            if (area.page == page && quad != Quad{} && touches(quad, area, shrink)) glyph.in_area = true;
        }
        glyphs.push_back(glyph);
    }
};

bool before(const Glyph& left, const Glyph& right) {
    return std::tie(left.page, left.text, left.x, left.y) < std::tie(right.page, right.text, right.x, right.y);
}

bool near(const Glyph& left, const Glyph& right) {
    return std::abs(left.x - right.x) <= tolerance && std::abs(left.y - right.y) <= tolerance;
}

// What a line says, wherever on it: page, text, direction and foot to a fifth of a point.
using ImagePlace = std::tuple<std::uint32_t, std::uint64_t, int, int, long>;

ImagePlace place_of(const Glyph& glyph, const Line& line, long off) {
    return {glyph.page, glyph.text, static_cast<int>(std::lround(line.x * 50)), static_cast<int>(std::lround(line.y * 50)),
            std::lround(line.foot * 5) + off};
}

// Glyphs that may have moved, each found again on its line. Those found are taken off `left`. Those an area
// takes, or a cut in another reading of theirs, come last: they need not be there, and must not stand for another of the
// same line.
bool all_on_their_lines(std::vector<const Glyph*> wanted, std::vector<Glyph>& left) {
    std::stable_partition(wanted.begin(), wanted.end(), [](const Glyph* glyph) { return !glyph->in_area && !glyph->cut_too; });
    std::map<ImagePlace, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < left.size(); ++i) {
        places[place_of(left[i], left[i].line, 0)].push_back(i);
        places[place_of(left[i], left[i].column, 0)].push_back(i);
    }
    std::vector<bool> taken(left.size());
    const auto take = [&](const Glyph& glyph, const Line& line) {
        for (const long off : {0L, -1L, 1L}) {
            const auto at = places.find(place_of(glyph, line, off));
            if (at == places.end()) continue;
            auto& there = at->second;
            while (!there.empty() && taken[there.back()]) there.pop_back();
            if (there.empty()) continue;
            taken[there.back()] = true;
            return true;
        }
        return false;
    };
    for (const Glyph* glyph : wanted) {
        const bool found = (glyph->may_move && take(*glyph, glyph->line)) || (glyph->may_move_down && take(*glyph, glyph->column));
        if (!found && !glyph->in_area && !glyph->cut_too) return false;
    }
    std::vector<Glyph> rest;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!taken[i]) rest.push_back(left[i]);
    }
    left = std::move(rest);
    return true;
}

// Glyphs of the draft, each found again at its place, whatever the order: what a field shows joins the
// lines of its page. `left` gets the glyphs of the output that none of the draft's stands for.
bool all_found(const std::vector<Glyph>& wanted, std::vector<Glyph> seen, std::vector<Glyph>& left) {
    std::sort(seen.begin(), seen.end(), before);
    std::vector<bool> taken(seen.size());
    std::vector<const Glyph*> movable;
    bool all = true;
    for (const auto& glyph : wanted) {
        if (glyph.may_move || glyph.may_move_down) {
            movable.push_back(&glyph);
            continue;
        }
        Glyph from = glyph;
        from.x -= static_cast<float>(tolerance);
        from.y = -std::numeric_limits<float>::infinity();
        auto at = std::lower_bound(seen.begin(), seen.end(), from, before);
        bool found = false;
        for (; at != seen.end() && at->page == glyph.page && at->text == glyph.text && at->x <= glyph.x + tolerance; ++at) {
            const auto index = static_cast<std::size_t>(at - seen.begin());
            if (taken[index] || !near(glyph, *at)) continue;
            taken[index] = found = true;
            break;
        }
        all = all && (found || glyph.in_area || glyph.cut_too);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!taken[i]) left.push_back(seen[i]);
    }
    return all_on_their_lines(movable, left) && all;
}

}  // namespace

bool pages_untouched(const Document& draft, const Document& output, const RedactionPlan& plan, Evidence& evidence) {
    GlyphTexts texts;
    Pages expected(plan, texts, true);
    draft.extract(expected);
    if (plan.width != Width::exact) expected.let_lines_move();
    Pages seen(plan, texts, false);
    output.extract(seen);
    for (const auto& glyph : seen.glyphs) {
        if (!glyph.in_area) continue;
        evidence.residue.push_back({say(Msg::proof_area), say(Msg::proof_place_page, {std::to_string(glyph.page)}), "text"});
        break;
    }
    if (seen.of_labels != label_glyphs(plan)) return false;
    std::vector<Glyph> more;
    if (!all_found(expected.glyphs, std::move(seen.glyphs), more)) return false;
    for (const auto& glyph : more) {
        auto painted = expected.painted.find(glyph.text);
        if (painted == expected.painted.end() || painted->second-- == 0) return false;
    }
    return true;
}

}  // namespace review
