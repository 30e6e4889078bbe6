#include "proof/untouched.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "base/loose_text.hpp"
#include "base/messages.hpp"
#include "proof/rescan.hpp"

namespace review {
namespace {

constexpr double tolerance = 0.1;  // points

struct Glyph {
    std::string text;
    float x = 0, y = 0;
    bool in_area = false;
    std::uint32_t page = 0;
};

bool touches(const Quad& quad, const Area& area, double shrink) {
    const auto [left, right] = std::minmax({quad[0], quad[2], quad[4], quad[6]});
    const auto [bottom, top] = std::minmax({quad[1], quad[3], quad[5], quad[7]});
    return left + shrink < std::max(area.x0, area.x1) && right - shrink > std::min(area.x0, area.x1) &&
           bottom + shrink < std::max(area.y0, area.y1) && top - shrink > std::min(area.y0, area.y1);
}

// The visible glyphs of the page parts, less the cut ones.
struct Pages final : ExtractionSink {
    Pages(const RedactionPlan& a_plan, bool with_cuts) : plan(a_plan), cutting(with_cuts) {}
    void part(Part&& part) override {
        // What fields and annotations show is painted into their page by the rebuild.
        const bool look = (part.kind == PartKind::field || part.kind == PartKind::annotation) && !part.glyph_ends.empty();
        if (part.kind != PartKind::page && !look) return;
        const auto cuts = cutting ? cuts_of(plan, part.number) : std::span<const Cut>{};
        auto cut = cuts.begin();
        const auto count = part.glyph_ends.size();
        std::uint32_t from = 0;
        for (std::size_t i = 0; i < count; from = part.glyph_ends[i++]) {
            const auto number = part.first + static_cast<std::uint32_t>(i);
            while (cut != cuts.end() && cut->span.end <= number) ++cut;
            if (cut != cuts.end() && cut->span.begin <= number) continue;
            auto text = part.text.substr(from, part.glyph_ends[i] - from);
            if (loose(text).empty()) continue;  // a space, of the layout or of the page
            if (look) ++painted[text];
            else add(std::move(text), i < part.quads.size() ? part.quads[i] : Quad{}, part.page);
        }
    }
    void blind_spot(BlindSpot&&) override {}

    const RedactionPlan& plan;
    bool cutting;
    std::vector<Glyph> glyphs;
    std::map<std::string, std::uint32_t> painted;

private:
    void add(std::string text, const Quad& quad, std::uint32_t page) {
        Glyph glyph{std::move(text), static_cast<float>(quad[0]), static_cast<float>(quad[1]), false, page};
        // On the draft's side the edge of an area may go either way; on the output's side only what is
        // clearly inside should have gone.
        const double shrink = cutting ? -tolerance : tolerance;
        for (const auto& area : plan.areas) {
            if (area.page == page && touches(quad, area, shrink)) glyph.in_area = true;
        }
        glyphs.push_back(std::move(glyph));
    }
};

bool before(const Glyph& left, const Glyph& right) {
    return std::tie(left.page, left.text, left.x, left.y) < std::tie(right.page, right.text, right.x, right.y);
}

bool near(const Glyph& left, const Glyph& right) {
    return std::abs(left.x - right.x) <= tolerance && std::abs(left.y - right.y) <= tolerance;
}

// Glyphs of the draft, each found again at its place, whatever the order: what a field shows joins the
// lines of its page. `left` gets the glyphs of the output that none of the draft's stands for.
bool all_found(const std::vector<Glyph>& wanted, std::vector<Glyph> seen, std::vector<Glyph>& left) {
    std::sort(seen.begin(), seen.end(), before);
    std::vector<bool> taken(seen.size());
    bool all = true;
    for (const auto& glyph : wanted) {
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
        all = all && (found || glyph.in_area);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!taken[i]) left.push_back(seen[i]);
    }
    return all;
}

struct Texts final : ExtractionSink {
    Texts(const RedactionPlan& a_plan, bool with_cuts) : plan(a_plan), cutting(with_cuts) {}
    void part(Part&& part) override {
        const auto cuts = cutting ? cuts_of(plan, part.number) : std::span<const Cut>{};
        auto at = part.first;
        const auto end = part.first + part.glyph_count();
        for (const auto& cut : cuts) {
            text += text_of(part, at, std::clamp(cut.span.begin, at, end));
            at = std::clamp(cut.span.end, at, end);
            pieces.push_back(std::move(text));
            text.clear();
        }
        text += text_of(part, at, end);
    }
    void blind_spot(BlindSpot&&) override {}
    const RedactionPlan& plan;
    bool cutting;
    std::string text;
    std::vector<std::string> pieces;  // between the cuts
};

struct CutBytes final : ExtractionSink {
    explicit CutBytes(const RedactionPlan& a_plan) : plan(a_plan) {}
    void part(Part&& part) override {
        const auto end = part.first + part.glyph_count();
        for (const auto& cut : cuts_of(plan, part.number)) {
            // Glyph by glyph: between two of them may stand tags, which stay.
            for (auto i = std::max(cut.span.begin, part.first); i < std::min(cut.span.end, end); ++i) {
                if (const auto range = bytes_of(part, i, i + 1)) ranges.push_back(*range);
            }
        }
    }
    void blind_spot(BlindSpot&&) override {}
    const RedactionPlan& plan;
    std::vector<ByteRange> ranges;
};

// `pieces` stand in `text` one after another, the first at its beginning, the last at its end.
bool in_order(std::string_view text, const std::vector<std::string_view>& pieces) {
    if (pieces.size() == 1) return text == pieces.front();
    if (!text.starts_with(pieces.front())) return false;
    auto at = pieces.front().size();
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto found = text.find(pieces[i], at);
        if (found == text.npos) return false;
        at = found + pieces[i].size();
    }
    return text.size() - at >= pieces.back().size() && text.ends_with(pieces.back());
}

}  // namespace

bool pages_untouched(const Document& draft, const Document& output, const RedactionPlan& plan, Evidence& evidence) {
    Pages expected(plan, true);
    draft.extract(expected);
    Pages seen(plan, false);
    output.extract(seen);
    for (const auto& glyph : seen.glyphs) {
        if (!glyph.in_area) continue;
        evidence.residue.push_back({say(Msg::proof_area), say(Msg::proof_place_page, {std::to_string(glyph.page)}), "text"});
        break;
    }
    std::vector<Glyph> more;
    if (!all_found(expected.glyphs, seen.glyphs, more)) return false;
    for (const auto& glyph : more) {
        auto painted = expected.painted.find(glyph.text);
        if (painted == expected.painted.end() || painted->second-- == 0) return false;
    }
    return true;
}

bool bytes_untouched(ByteView draft_bytes, const Document& draft, ByteView output, const RedactionPlan& plan) {
    CutBytes cut(plan);
    draft.extract(cut);
    std::sort(cut.ranges.begin(), cut.ranges.end());
    const auto text = as_text(draft_bytes);
    std::vector<std::string_view> pieces;
    std::uint64_t at = 0;
    for (const auto& range : cut.ranges) {
        if (range.begin > at) pieces.push_back(text.substr(at, range.begin - at));
        else if (pieces.empty()) pieces.push_back({});
        at = std::max(at, range.end);
    }
    pieces.push_back(text.substr(std::min<std::uint64_t>(at, text.size())));
    return in_order(as_text(output), pieces);
}

bool text_untouched(const Document& draft, const Document& output, const RedactionPlan& plan) {
    Texts expected(plan, true);
    draft.extract(expected);
    expected.pieces.push_back(std::move(expected.text));
    Texts seen(plan, false);
    output.extract(seen);
    return in_order(seen.text, {expected.pieces.begin(), expected.pieces.end()});
}

}  // namespace review
