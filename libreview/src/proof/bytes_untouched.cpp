#include "proof/untouched.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "format/xml/declaration.hpp"
#include "format/xml/filled_fields.hpp"
#include "proof/byte_gaps.hpp"
#include "proof/rescan.hpp"

namespace review {
namespace {

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

// Each glyph of a part that has a place in the draft's bytes, in one pass: its number, its text, its place.
template <class Each>
void each_glyph(const Part& part, const Each& each) {
    auto run = part.source.begin();
    auto number = part.first;
    for (std::size_t at = 0; at < part.text.size(); ++number) {
        auto end = at + 1;
        while (end < part.text.size() && (static_cast<unsigned char>(part.text[end]) & 0xc0) == 0x80) ++end;
        while (run != part.source.end() && run->text_end <= at) ++run;
        std::optional<ByteRange> place;
        if (run != part.source.end() && run->text_begin <= at) {
            place = run->source;
            if (run->verbatim) place = ByteRange{run->source.begin + (at - run->text_begin), run->source.begin + (end - run->text_begin)};
        }
        each(number, std::string_view(part.text).substr(at, end - at), place);
        at = end;
    }
}

struct CutBytes final : ExtractionSink {
    explicit CutBytes(const RedactionPlan& a_plan) : plan(a_plan) {}
    bool wants(std::uint32_t part) const override { return !cuts_of(plan, part).empty(); }
    void part(Part&& part) override {
        const auto cuts = cuts_of(plan, part.number);
        if (cuts.empty()) return;
        auto cut = cuts.begin();
        // Glyph by glyph: between two of them may stand tags, which stay.
        each_glyph(part, [&](std::uint32_t number, std::string_view, const std::optional<ByteRange>& place) {
            while (cut != cuts.end() && cut->span.end <= number) ++cut;
            if (place && cut != cuts.end() && cut->span.begin <= number) ranges.push_back(*place);
        });
    }
    void blind_spot(BlindSpot&&) override {}
    const RedactionPlan& plan;
    std::vector<ByteRange> ranges;
};

// Text that stays, glyph by glyph, where cuts are known by their bytes.
struct Kept final : ExtractionSink {
    Kept(std::vector<ByteRange> some_cuts, const std::vector<BlindSpot>& accepted) : cuts(std::move(some_cuts)) {
        std::sort(cuts.begin(), cuts.end());
        for (const auto& spot : accepted) {
            if (spot.goes) gone.insert(spot.label);
        }
    }
    void part(Part&& part) override {
        if (part.kind == PartKind::picture && gone.contains(part.label)) return;
        if (part.kind == PartKind::script || part.unseen.size() == part.glyph_count()) return;  // formulas go with their cells
        if (part.number != number || part.first == 0) done = 0;
        number = part.number;
        each_glyph(part, [&](std::uint32_t glyph_number, std::string_view glyph, const std::optional<ByteRange>& place) {
            if (glyph_number < done) return;  // pieces overlap
            done = glyph_number + 1;
            if (!place || !is_cut(*place)) {
                text += glyph;
            } else if (!text.empty() || pieces.empty()) {
                pieces.push_back(std::move(text));
                text.clear();
            }
        });
    }
    void blind_spot(BlindSpot&&) override {}
    bool is_cut(const ByteRange& place) const {
        const auto next = std::upper_bound(cuts.begin(), cuts.end(), ByteRange{place.begin, ~std::uint64_t{0}});
        return next != cuts.begin() && std::prev(next)->end > place.begin;
    }
    std::vector<ByteRange> cuts;
    std::set<std::string> gone;  // pictures that an officer had left out
    std::uint32_t number = 0, done = 0;  // the part, and its glyphs that were read
    std::string text;
    std::vector<std::string> pieces;
};

// Where `piece` stands first from `at` on.
std::size_t find(std::string_view text, std::string_view piece, std::size_t at) {
    constexpr std::size_t beginning = 4096;
    for (;; ++at) {
        at = text.find(piece.substr(0, beginning), at);
        if (at == text.npos || same_bytes(text.substr(at, piece.size()), piece)) return at;
    }
}

// `pieces` stand in `text` one after another, the first at its beginning, the last at its end.
bool in_order(std::string_view text, const std::vector<std::string_view>& pieces) {
    if (pieces.size() == 1) return same_bytes(text, pieces.front());
    if (!same_bytes(text.substr(0, pieces.front().size()), pieces.front())) return false;
    auto at = pieces.front().size();
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto found = find(text, pieces[i], at);
        if (found == text.npos) return false;
        at = found + pieces[i].size();
    }
    const auto last = pieces.back().size();
    return text.size() - at >= last && same_bytes(text.substr(text.size() - last), pieces.back());
}

// What stands in one place is one gap, and a field takes what was cut in it along.
std::vector<ByteGap> merged(std::vector<ByteGap> gaps) {
    std::sort(gaps.begin(), gaps.end(), [](const ByteGap& a, const ByteGap& b) {
        return a.draft.begin != b.draft.begin ? a.draft.begin < b.draft.begin : a.draft.end > b.draft.end;
    });
    std::vector<ByteGap> all;
    for (auto& gap : gaps) {
        const bool apart = all.empty() || gap.draft.begin > all.back().draft.end;
        if (apart || (gap.draft.begin == all.back().draft.end && (gap.filled || all.back().filled))) {
            all.push_back(std::move(gap));
            continue;
        }
        all.back().draft.end = std::max(all.back().draft.end, gap.draft.end);
        if (gap.filled && !all.back().filled) all.back().filled = std::move(gap.filled);
    }
    return all;
}

}  // namespace

bool bytes_untouched(ByteView draft_bytes, const Document& draft, ByteView output, const RedactionPlan& plan) {
    CutBytes cut(plan);
    draft.extract(cut);
    std::vector<ByteGap> gaps;
    for (const auto& range : cut.ranges) gaps.push_back({range, {}});
    const auto charset = plan.fields.empty() ? Charset::utf8() : xml_form(draft_bytes, "draft").charset;
    for (const auto& field : plan.fields) {
        gaps.push_back({field.source, std::string(as_text(filled_bytes(field, charset).value_or(Bytes{})))});
    }
    return only_gaps_filled(as_text(output), as_text(draft_bytes), merged(std::move(gaps)));
}

bool text_filled(const Document& draft, const Document& output, const RedactionPlan& plan) {
    Texts expected(plan, true), seen(plan, false);
    draft.extract(expected);
    output.extract(seen);
    expected.pieces.push_back(std::move(expected.text));
    std::string text;
    std::vector<ByteGap> gaps;
    for (const auto& piece : expected.pieces) {
        if (&piece != &expected.pieces.front()) {
            gaps.push_back({{text.size(), text.size() + 1}, {}});
            text += '-';
        }
        text += piece;
    }
    return only_gaps_filled(seen.text, text, merged(std::move(gaps)));
}

bool package_untouched(const Document& draft, const Document& output, const RedactionPlan& plan) {
    CutBytes cut(plan);
    draft.extract(cut);
    Kept expected(std::move(cut.ranges), plan.accepted), seen({}, {});
    draft.extract(expected);
    expected.pieces.push_back(std::move(expected.text));
    output.extract(seen);
    return in_order(seen.text, {expected.pieces.begin(), expected.pieces.end()});
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
