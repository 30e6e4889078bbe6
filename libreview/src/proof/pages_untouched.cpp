#include "proof/untouched.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/messages/proof.hpp"
#include "proof/page_glyphs.hpp"
#include "proof/printed_labels.hpp"

namespace review {
namespace {

// On one page.
bool before(const PageGlyph& left, const PageGlyph& right) {
    if (left.text != right.text) return left.text < right.text;
    return left.x != right.x ? left.x < right.x : left.y < right.y;
}

bool on_page_before(const PageGlyph& left, const PageGlyph& right) { return left.page < right.page; }

// The glyphs of one page after the other, on each by what they say and where they stand.
class SortedGlyphs {
public:
    using Place = std::vector<PageGlyph>::const_iterator;
    explicit SortedGlyphs(std::vector<PageGlyph> glyphs) : glyphs_(std::move(glyphs)) {
        if (!std::is_sorted(glyphs_.begin(), glyphs_.end(), on_page_before)) std::stable_sort(glyphs_.begin(), glyphs_.end(), on_page_before);
        for (auto begin = glyphs_.begin(); begin != glyphs_.end();) {
            const auto end = std::upper_bound(begin, glyphs_.end(), *begin, on_page_before);
            std::sort(begin, end, before);
            begin = end;
        }
        page_ = {glyphs_.cbegin(), glyphs_.cbegin()};
    }
    const std::vector<PageGlyph>& all() const { return glyphs_; }
    std::size_t index(Place at) const { return static_cast<std::size_t>(at - glyphs_.begin()); }

    // Those of its page that do not stand before it.
    std::pair<Place, Place> from(const PageGlyph& glyph) {
        if (page_.first == page_.second || page_.first->page != glyph.page) page_ = std::equal_range(glyphs_.cbegin(), glyphs_.cend(), glyph, on_page_before);
        return {std::lower_bound(page_.first, page_.second, glyph, before), page_.second};
    }

private:
    std::vector<PageGlyph> glyphs_;
    std::pair<Place, Place> page_;  // asked for last: most come page by page
};

bool near(const PageGlyph& left, const PageGlyph& right) {
    return std::abs(left.x - right.x) <= place_tolerance && std::abs(left.y - right.y) <= place_tolerance;
}

// What a line says, wherever on it: page, text, direction and foot to a fifth of a point.
struct ImagePlace {
    std::uint32_t page;
    std::uint64_t text;
    int x, y;
    long foot;
    bool operator==(const ImagePlace&) const = default;
    struct Hash {
        std::size_t operator()(const ImagePlace& place) const {
            std::size_t mixed = place.text;
            for (const auto part : {static_cast<std::size_t>(place.page), static_cast<std::size_t>(place.x), static_cast<std::size_t>(place.y), static_cast<std::size_t>(place.foot)}) {
                mixed = (mixed ^ part) * 0x9E3779B97F4A7C15u;
                mixed ^= mixed >> 29;
            }
            return mixed;
        }
    };
};

ImagePlace place_of(const PageGlyph& glyph, const GlyphLine& line, long off) {
    return {glyph.page, glyph.text, static_cast<int>(std::lround(line.x * 50)), static_cast<int>(std::lround(line.y * 50)),
            std::lround(line.foot * 5) + off};
}

template <typename Counts, typename Key>
bool take_one(Counts& counts, const Key& key) {
    const auto found = counts.find(key);
    return found != counts.end() && found->second > 0 && found->second-- > 0;
}

// Glyphs that may have moved, each found again on its line, or as the shadow of another one: two that were read apart may have come
// together (`copies`). Those found are taken off `left`. Those an area
// takes, or a cut in another reading of theirs, come last: they need not be there, and must not stand for another of the
// same line.
bool all_on_their_lines(std::vector<const PageGlyph*> wanted, std::vector<PageGlyph>& left, GlyphCounts copies) {
    std::stable_partition(wanted.begin(), wanted.end(), [](const PageGlyph* glyph) { return !glyph->in_area && !glyph->cut_too; });
    std::unordered_map<ImagePlace, std::vector<std::size_t>, ImagePlace::Hash> places;
    places.reserve(2 * left.size());
    for (std::size_t i = 0; i < left.size(); ++i) {
        places[place_of(left[i], left[i].line, 0)].push_back(i);
        places[place_of(left[i], left[i].column, 0)].push_back(i);
    }
    std::vector<bool> taken(left.size());
    const auto take = [&](const PageGlyph& glyph, const GlyphLine& line) {
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
    for (const PageGlyph* glyph : wanted) {
        const bool found = (glyph->may_move && take(*glyph, glyph->line)) || (glyph->may_move_down && take(*glyph, glyph->column));
        if (!found && !glyph->in_area && !glyph->cut_too && !take_one(copies, std::pair(glyph->page, glyph->text))) return false;
    }
    std::vector<PageGlyph> rest;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!taken[i]) rest.push_back(left[i]);
    }
    left = std::move(rest);
    return true;
}

// Glyphs of the draft, each found again at its place, whatever the order: what a field shows joins the
// lines of its page. `left` gets the glyphs of the output that none of the draft's stands for.
bool all_found(const std::vector<PageGlyph>& wanted, std::vector<PageGlyph> seen, std::vector<PageGlyph>& left, GlyphCounts copies) {
    SortedGlyphs sorted(std::move(seen));
    std::vector<bool> taken(sorted.all().size());
    std::vector<const PageGlyph*> movable;
    bool all = true;
    for (const auto& glyph : wanted) {
        if (glyph.may_move || glyph.may_move_down) {
            movable.push_back(&glyph);
            continue;
        }
        PageGlyph from = glyph;
        from.x -= static_cast<float>(place_tolerance);
        from.y = -std::numeric_limits<float>::infinity();
        auto [at, end] = sorted.from(from);
        bool found = false;
        for (; at != end && at->text == glyph.text && at->x <= glyph.x + place_tolerance; ++at) {
            const auto index = sorted.index(at);
            if (taken[index] || !near(glyph, *at)) continue;
            taken[index] = found = true;
            break;
        }
        all = all && (found || glyph.in_area || glyph.cut_too);
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (!taken[i]) left.push_back(sorted.all()[i]);
    }
    return all_on_their_lines(movable, left, std::move(copies)) && all;
}

}  // namespace

bool pages_untouched(const Document& draft, const Document& output, const RedactionPlan& plan, Evidence& evidence) {
    GlyphTexts texts;
    PageGlyphs expected(plan, texts, true);
    draft.extract(expected);
    if (plan.width != Width::exact) expected.let_lines_move();
    PageGlyphs seen(plan, texts, false);
    output.extract(seen);
    for (const auto& glyph : seen.glyphs) {
        if (!glyph.in_area) continue;
        evidence.residue.push_back({say(Msg::proof_area), say(Msg::proof_place_page, {std::to_string(glyph.page)}), "text"});
        break;
    }
    if (seen.of_labels != label_glyphs(plan)) return false;
    std::vector<PageGlyph> more;
    if (!all_found(expected.glyphs, std::move(seen.glyphs), more, std::move(seen.copies))) return false;
    // Of a shadow that was read with its letters a letter alone may be read as one of its own.
    for (const auto& glyph : more) {
        if (!take_one(expected.painted, glyph.text) && !take_one(expected.copies, std::pair(glyph.page, glyph.text))) return false;
    }
    return true;
}

}  // namespace review
