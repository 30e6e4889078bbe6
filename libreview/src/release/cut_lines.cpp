#include "release/cut_lines.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_set>

#include "model/glyph_bytes.hpp"

namespace review {
namespace {

constexpr std::size_t points_beside = 40;
constexpr std::size_t kept_bytes = std::size_t{16} << 20;  // of each file

// By what a place of the draft is found in the output: numbers may change, where the rebuild leaves something out.
using PlaceKey = std::tuple<PartKind, std::string, std::string>;

PlaceKey key_of(const Part& part) { return {part.kind, part.label, part.xpath}; }

using ByteRanges = std::vector<std::pair<std::size_t, std::size_t>>;

// Short, for those of which a long document has many: where two are taken for one, a line is not shown.
std::size_t digest_of(const PlaceKey& key) {
    const auto& [kind, label, xpath] = key;
    return std::hash<std::string>{}(label + '\n' + xpath) + static_cast<std::size_t>(kind);
}

struct KeptText {
    std::uint32_t part = 0;
    std::uint32_t glyphs = 0;
    std::string text;
    bool whole = true;              // no: it was too long
    std::vector<std::size_t> cuts;  // their numbers in the plan
    ByteRanges at = {};             // and their bytes
};

using KeptTexts = std::map<PlaceKey, std::vector<KeptText>>;

// Puts the pieces of parts together again.
class Keeper : public ExtractionSink {
public:
    void blind_spot(BlindSpot&&) override {}

protected:
    // Adds what is new in a piece to its part, and tells where in the text of the part that of the piece begins.
    std::pair<KeptText&, std::size_t> keep(const Part& part, KeptTexts& texts) {
        auto& all = texts[key_of(part)];
        if (all.empty() || all.back().part != part.number) all.emplace_back().part = part.number;
        auto& kept = all.back();
        const auto known = kept.glyphs - std::min(kept.glyphs, part.first);  // pieces overlap
        bytes_.read(part);
        const auto from = bytes_.of(part, part.first + std::min(known, part.glyph_count()));
        room_ += part.text.size() - from;
        if (kept.glyphs < part.first || room_ > kept_bytes) kept.whole = false;
        const auto begin = kept.text.size() - from;
        if (kept.whole) kept.text += std::string_view(part.text).substr(from);
        kept.glyphs = std::max(kept.glyphs, part.first + part.glyph_count());
        return {kept, begin};
    }

private:
    std::size_t room_ = 0;
    GlyphBytes bytes_;
};

// All parts of the draft that bear the name of one that loses something.
class DraftTexts final : public Keeper {
public:
    DraftTexts(const std::vector<Cut>& cuts, KeptTexts& texts) : cuts_(cuts), texts_(texts) {}
    void part(Part&& part) override {
        auto cut = static_cast<std::size_t>(std::partition_point(cuts_.begin(), cuts_.end(), [&](const Cut& one) { return one.span.part < part.number; }) - cuts_.begin());
        if (cut == cuts_.size() || cuts_[cut].span.part != part.number) {
            others_.insert(digest_of(key_of(part)));
            return;
        }
        auto [kept, begin] = keep(part, texts_);
        if (!kept.whole) return;
        bytes_.read(part);
        const auto last = part.first + part.glyph_count();
        for (cut += kept.cuts.size(); cut < cuts_.size() && cuts_[cut].span.part == part.number && cuts_[cut].span.end <= last; ++cut) {
            if (cuts_[cut].span.begin < part.first) break;  // longer than the overlap of two pieces
            const auto from = bytes_.of(part, cuts_[cut].span.begin);
            kept.cuts.push_back(cut);
            kept.at.emplace_back(begin + from, begin + bytes_.of(part, cuts_[cut].span.end));
        }
    }
    bool has_all(const KeptText& kept) const {
        const auto next = kept.cuts.empty() ? cuts_.size() : kept.cuts.back() + 1;
        return kept.whole && !kept.cuts.empty() && (next == cuts_.size() || cuts_[next].span.part != kept.part);
    }
    // Two places of one name cannot be told apart.
    bool is_alone(const PlaceKey& key) const { return texts_.at(key).size() == 1 && !others_.contains(digest_of(key)); }

private:
    const std::vector<Cut>& cuts_;
    KeptTexts& texts_;
    std::unordered_set<std::size_t> others_;
    GlyphBytes bytes_;
};

class OutputTexts final : public Keeper {
public:
    OutputTexts(const KeptTexts& wanted, KeptTexts& texts) : wanted_(wanted), texts_(texts) {}
    void part(Part&& part) override {
        if (wanted_.contains(key_of(part))) keep(part, texts_);
    }

private:
    const KeptTexts& wanted_;
    KeptTexts& texts_;
};

bool is_blank_byte(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A text without what layout puts in, and where its bytes stand.
struct BareText {
    explicit BareText(std::string_view whole) {
        for (std::size_t i = 0; i < whole.size(); ++i) {
            if (!is_blank_byte(whole[i])) text += whole[i], at.push_back(static_cast<std::uint32_t>(i));
        }
    }
    std::size_t behind(std::size_t byte) const { return static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), byte) - at.begin()); }

    std::string text;
    std::vector<std::uint32_t> at;  // no part is kept that is too long for these
};

// Where in the output each cut of a place stands: between what stands between the cuts, but for layout. Empty: it is not all there.
ByteRanges bare_places_in(const BareText& output, const BareText& draft, const ByteRanges& cuts) {
    ByteRanges places;
    const std::string_view text = draft.text;
    std::size_t from = 0, at = 0;  // in the draft, in the output
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const bool last = i == cuts.size();
        const auto to = last ? text.size() : std::max(draft.behind(cuts[i].first), from);
        const auto between = text.substr(from, to - from);
        auto found = i == 0 ? (output.text.starts_with(between) ? 0 : output.text.npos) : output.text.find(between, at);
        if (last && i > 0) found = output.text.size() >= at + between.size() && output.text.ends_with(between) ? output.text.size() - between.size() : output.text.npos;
        if (found == output.text.npos) return {};
        if (i > 0) places.back().second = found;
        at = found + between.size();
        if (last) break;
        places.emplace_back(at, at);
        from = std::max(draft.behind(cuts[i].second), from);
    }
    return places;
}

// The same in bytes of the output, without the blanks at either end of what stands there.
ByteRanges places_in(const std::string& output, const KeptText& draft) {
    const BareText bare(output);
    auto places = bare_places_in(bare, BareText(draft.text), draft.at);
    for (auto& [begin, end] : places) {
        const auto nothing = begin == end;
        const auto from = nothing ? (begin > 0 ? bare.at[begin - 1] + 1 : 0) : bare.at[begin];
        end = nothing ? from : bare.at[end - 1] + 1;
        begin = from;
    }
    return places;
}

bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The line around a place, no more of it than a row of a table has room for.
CutLine::Side side_of(std::string_view text, std::size_t begin, std::size_t end) {
    auto from = begin, to = end;
    for (std::size_t points = 0; from > 0 && points < points_beside && text[from - 1] != '\n'; ++points) {
        --from;
        while (from > 0 && goes_on(text[from])) --from;
    }
    for (std::size_t points = 0; to < text.size() && points < points_beside && text[to] != '\n'; ++points) {
        ++to;
        while (to < text.size() && goes_on(text[to])) ++to;
    }
    return {Sensitive(text.substr(from, begin - from)), Sensitive(text.substr(begin, end - begin)), Sensitive(text.substr(end, to - end))};
}

}  // namespace

std::vector<std::optional<CutLine>> cut_lines(const Document& draft, const Document& output, const RedactionPlan& plan, Reveal reveal) {
    std::vector<std::optional<CutLine>> lines(plan.cuts.size());
    KeptTexts before, after;
    DraftTexts draft_texts(plan.cuts, before);
    draft.extract(draft_texts);
    OutputTexts output_texts(before, after);
    output.extract(output_texts);
    for (const auto& [key, kept] : before) {
        const auto found = after.find(key);
        if (found == after.end() || found->second.size() != 1 || !draft_texts.is_alone(key)) continue;
        const auto &was = kept[0], &is = found->second[0];
        if (!draft_texts.has_all(was) || !is.whole) continue;
        const auto places = places_in(is.text, was);
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto& line = lines[was.cuts[i]].emplace();
            line.output = side_of(is.text, places[i].first, places[i].second);
            if (reveal == Reveal::yes) line.draft = side_of(was.text, was.at[i].first, was.at[i].second);
        }
    }
    return lines;
}

}  // namespace review
