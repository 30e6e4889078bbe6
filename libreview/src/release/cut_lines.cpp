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
constexpr std::size_t kept_bytes = std::size_t{64} << 20;  // of each file

// By what a place of the draft is found in the output: numbers may change, where the rebuild leaves something out.
using PlaceKey = std::tuple<PartKind, std::string, std::string>;

PlaceKey key_of(const Part& part) { return {part.kind, part.label, part.xpath}; }

// Short, for those of which a long document has many: where two are taken for one, a line is not shown.
std::size_t digest_of(const PlaceKey& key) {
    const auto& [kind, label, xpath] = key;
    return std::hash<std::string>{}(label + '\n' + xpath) + static_cast<std::size_t>(kind);
}

struct KeptText {
    std::uint32_t part = 0;
    std::string text;
    bool whole = true;  // no: it came in pieces, or was too long
    std::vector<std::size_t> cuts;                             // their numbers in the plan
    std::vector<std::pair<std::size_t, std::size_t>> at = {};  // and their bytes
};

using KeptTexts = std::map<PlaceKey, std::vector<KeptText>>;

class Keeper : public ExtractionSink {
public:
    void blind_spot(BlindSpot&&) override {}

protected:
    KeptText& keep(Part& part, KeptTexts& texts) {
        auto& all = texts[key_of(part)];
        if (!all.empty() && all.back().part == part.number) {
            all.back().whole = false;
            return all.back();
        }
        room_ += part.text.size();
        KeptText kept;
        kept.part = part.number;
        kept.whole = part.first == 0 && room_ <= kept_bytes;
        if (kept.whole) kept.text = std::move(part.text);
        return all.emplace_back(std::move(kept));
    }

private:
    std::size_t room_ = 0;
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
        std::vector<std::size_t> numbers;
        std::vector<std::pair<std::size_t, std::size_t>> at;
        bytes_.read(part);
        for (; cut < cuts_.size() && cuts_[cut].span.part == part.number && part.first == 0; ++cut) {
            numbers.push_back(cut);
            const auto from = bytes_.of(part, cuts_[cut].span.begin);
            at.emplace_back(from, bytes_.of(part, cuts_[cut].span.end));
        }
        auto& kept = keep(part, texts_);
        if (!kept.whole) return;
        kept.cuts = std::move(numbers);
        kept.at = std::move(at);
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

// Where in the output each cut of a place stands: between what stands between the cuts. Empty: it was set anew.
std::vector<std::pair<std::size_t, std::size_t>> places_in(const std::string& output, const KeptText& draft) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    const std::string_view text = draft.text;
    std::size_t from = 0, at = 0;  // in the draft, in the output
    for (std::size_t i = 0; i <= draft.at.size(); ++i) {
        const bool last = i == draft.at.size();
        const auto between = text.substr(from, (last ? text.size() : draft.at[i].first) - from);
        auto found = i == 0 ? (output.starts_with(between) ? 0 : output.npos) : output.find(between, at);
        if (last && i > 0) found = output.size() >= at + between.size() && output.ends_with(between) ? output.size() - between.size() : output.npos;
        if (found == output.npos) return {};
        if (i > 0) places.back().second = found;
        at = found + between.size();
        if (last) break;
        places.emplace_back(at, at);
        from = draft.at[i].second;
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
        if (!was.whole || !is.whole) continue;
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
