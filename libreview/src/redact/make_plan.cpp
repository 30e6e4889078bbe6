#include <algorithm>
#include <map>
#include <set>

#include <review/error.hpp>
#include <review/plan.hpp>

#include "base/loose_text.hpp"
#include "base/messages/redact.hpp"
#include "model/spelled_out.hpp"
#include "redact/cut_list.hpp"
#include "redact/mask_cuts.hpp"
#include "redact/picture_areas.hpp"
#include "redact/same_days.hpp"
#include "redact/verdicts.hpp"

namespace review {
namespace {

// One value in one spelling, its rule, and the first finding that asks for it.
struct Wanted {
    Sensitive text;
    std::string rule, finding;
    bool masked = false;  // not all of it goes
};

// What somebody asked for goes wherever it stands, whether the scan found it or not: it may be laid out as no
// rule reads it, or stand where nobody scans. Where a finding of it is to stay a person has decided.
std::vector<Wanted> wanted_values(const Verdicts& verdicts, const std::vector<RemovedValue>& asked) {
    std::vector<Wanted> values;
    std::set<std::string> seen, kept;
    const auto add = [&](std::string text, const std::string& rule, const std::string& finding, bool masked = false) {
        if (!text.empty() && seen.insert(text).second) values.push_back({Sensitive(text), rule, finding, masked});
    };
    for (const Finding* finding : verdicts.redact) {
        if (!finding->here_only) add(without_layout(finding->excerpt.reveal()), finding->rule, finding->id);
    }
    // Who wants a value gone wants it gone wherever somebody else would mask it.
    for (const Finding* finding : verdicts.mask) {
        if (!finding->here_only) add(without_layout(finding->excerpt.reveal()), finding->rule, finding->id, true);
    }
    for (const Finding* finding : verdicts.keep) kept.insert(loose(finding->excerpt.reveal()));
    for (const auto& value : asked) {
        if (!kept.contains(loose(value.text.reveal()))) add(without_layout(value.text.reveal()), value.rule, value.rule);
    }
    return values;
}

// Cuts every place where a wanted value stands, in any spacing.
class Everywhere final : public ExtractionSink {
public:
    Everywhere(const std::vector<Wanted>& wanted, CutList& cuts)
        : wanted_(wanted), search_(texts(wanted)), cuts_(cuts) {}

    void part(Part&& part) override {
        for (const auto& hit : search_.find(part)) {
            const auto& value = wanted_[hit.value];
            for (const auto& run : value.masked ? masked_runs(value.rule, part, hit.runs) : hit.runs) cut(part.number, run, part.kind, hit.value);
        }
        if (part.kind != PartKind::page) return;
        for (const auto& bridge : search_.find_across(last_end_, part)) {
            cut(last_page_, bridge.before, part.kind, bridge.value);
            cut(part.number, bridge.after, part.kind, bridge.value);
        }
        last_end_ = search_.end_of(part);
        last_page_ = part.number;
    }
    void blind_spot(BlindSpot&&) override {}

private:
    static std::vector<std::string_view> texts(const std::vector<Wanted>& wanted) {
        std::vector<std::string_view> views;
        for (const auto& value : wanted) views.push_back(value.text.reveal());
        return views;
    }
    void cut(std::uint32_t part, SpelledOut::Run run, PartKind kind, std::size_t value) {
        cuts_.seen_again({part, run.begin, run.end}, kind, wanted_[value].finding);
    }

    const std::vector<Wanted>& wanted_;
    SpelledOut search_;
    CutList& cuts_;
    SpelledOut::Edge last_end_;  // of the page before
    std::uint32_t last_page_ = 0;
};

// Cuts what a mask hides of findings, in their own places.
class Masked final : public ExtractionSink {
public:
    Masked(const std::vector<const Finding*>& findings, CutList& cuts) : cuts_(cuts) {
        for (const Finding* finding : findings) by_part_.emplace(finding->where.span.part, finding);
    }

    void part(Part&& part) override {
        const auto last = part.first + part.glyph_count();
        const auto [first, past] = by_part_.equal_range(part.number);
        for (auto at = first; at != past; ++at) {
            const Finding* finding = at->second;
            const auto& span = finding->where.span;
            if (span.begin < part.first || span.end > last) continue;
            for (const auto& run : masked_runs(finding->rule, part, {{span.begin, span.end}})) {
                cuts_.decided({part.number, run.begin, run.end}, part.kind, finding->id);
            }
        }
    }
    void blind_spot(BlindSpot&&) override {}

private:
    std::multimap<std::uint32_t, const Finding*> by_part_;
    CutList& cuts_;
};

// Cuts every glyph that nobody can read, in some parts.
class Unread final : public ExtractionSink {
public:
    Unread(const std::set<std::uint32_t>& parts, CutList& cuts) : parts_(parts), cuts_(cuts) {}

    void part(Part&& part) override {
        if (!parts_.contains(part.number)) return;
        const auto end = part.first + part.glyph_count();
        for (auto at = part.first; at < end; ++at) {
            const auto begin = at;
            while (at < end && text_of(part, at, at + 1) == replacement) ++at;
            if (at > begin) cuts_.decided({part.number, begin, at}, part.kind, "unreadable");
        }
    }
    void blind_spot(BlindSpot&&) override {}

private:
    static constexpr std::string_view replacement = "\ufffd";
    const std::set<std::uint32_t>& parts_;
    CutList& cuts_;
};

// What was chosen for places nobody can read: glyphs without a meaning are cut one by one, any other such page
// goes or becomes a picture.
void decide_unread(const Verdicts& verdicts, const UnreadableChoice& choice, const Document& document, CutList& list,
                   RedactionPlan& plan) {
    std::set<std::uint32_t> pages(choice.pages.begin(), choice.pages.end()), parts;
    for (const auto& spot : verdicts.unread) {
        const bool glyphs = choice.how == OnUnreadable::remove && spot.reason == BlindReason::no_unicode;
        if (glyphs) parts.insert(spot.part);
        else pages.insert(spot.page);
        if (choice.how == OnUnreadable::rasterise) plan.accepted.push_back(spot);
    }
    for (const auto page : pages) plan.unreadable.push_back({page, choice.how});
    if (parts.empty()) return;
    Unread unread(parts, list);
    document.extract(unread);
}

// Cuts of pages up to the end of their line or cell.
class ToLineEnds final : public ExtractionSink {
public:
    explicit ToLineEnds(const std::vector<Cut>& cuts) : cuts_(cuts) {}

    void part(Part&& part) override {
        const auto last = part.first + part.glyph_count();
        auto cut = std::partition_point(cuts_.begin(), cuts_.end(), [&](const Cut& other) { return other.span.part < part.number; });
        for (; cut != cuts_.end() && cut->span.part == part.number; ++cut) {
            auto span = cut->span;
            const auto ends = [&](std::uint32_t glyph) {
                const auto text = text_of(part, glyph, glyph + 1);
                return text == "\n" || text == "\t";
            };
            const bool has_lines = part.kind == PartKind::page || part.kind == PartKind::picture;
            while (has_lines && span.end < last && !ends(span.end)) ++span.end;
            list_.decided(span, cut->kind, cut->finding);
        }
    }
    void blind_spot(BlindSpot&&) override {}
    std::vector<Cut> merged() && { return std::move(list_).merged(); }

private:
    const std::vector<Cut>& cuts_;  // by part
    CutList list_;
};

// The spellings of the days among the wanted values.
std::vector<RemovedValue> same_days(const Document& document, const Verdicts& verdicts, const std::vector<Wanted>& wanted, CutList& list) {
    SameDays days(verdicts.keep, list);
    std::set<std::string, std::less<>> known;
    for (const auto& value : wanted) {
        known.emplace(value.text.reveal());
        if (!value.masked) days.want(value.text.reveal(), value.rule);
    }
    if (!days.any()) return {};
    document.extract(days);
    auto met = std::move(days).met();
    std::erase_if(met, [&](const RemovedValue& value) { return known.contains(value.text.reveal()); });
    return met;
}

// How a character that goes is read goes with it.
void add_readings(const Document& document, std::vector<Cut>& cuts) {
    const auto readings = cuts.empty() ? cuts : document.readings_of(cuts);
    if (readings.empty()) return;
    CutList list;
    for (const auto& cut : cuts) list.decided(cut.span, cut.kind, cut.finding);
    for (const auto& cut : readings) list.seen_again(cut.span, cut.kind, cut.finding);
    cuts = std::move(list).merged();
}

// A place cannot stay and go: where one person keeps what another decision takes, a person must choose.
std::vector<Obstacle> contradictions(const std::vector<const Finding*>& keep, const std::vector<Cut>& cuts) {
    std::vector<Obstacle> obstacles;
    for (const Finding* kept : keep) {
        const auto& span = kept->where.span;
        auto cut = std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& other) {
            return other.span.part < span.part || (other.span.part == span.part && other.span.end <= span.begin);
        });
        if (cut == cuts.end() || !overlap(cut->span, span)) continue;
        obstacles.push_back({kept->where.page, kept->where.label, {},
                             say(Msg::redact_contradiction, {kept->rule, kept->id, cut->finding}),
                             {say(Msg::redact_choice_redact_both), say(Msg::redact_choice_keep_both)}});
    }
    return obstacles;
}

void refuse_where_needed(const Draft& draft, std::vector<Obstacle> obstacles, const Message& what) {
    if (obstacles.empty()) return;
    const auto count = std::to_string(obstacles.size());
    throw Error(Errc::refused, say(what, {draft.name, count}), std::move(obstacles));
}

}  // namespace

RedactionPlan make_plan(const Draft& draft, const Document& document, const std::vector<Finding>& findings,
                        const std::vector<BlindSpot>& blind_spots, const Decisions& decisions,
                        const std::vector<Area>& areas, Width width, const std::vector<RemovedValue>& asked,
                        const UnreadableChoice& unreadable) {
    auto verdicts = weigh(draft, findings, blind_spots, decisions, unreadable.how);
    refuse_where_needed(draft, std::move(verdicts.obstacles), Msg::redact_waits);

    CutList list;
    for (const Finding* finding : verdicts.redact) list.decided(finding->where.span, finding->where.kind, finding->id);
    if (!verdicts.mask.empty()) {
        Masked masked(verdicts.mask, list);
        document.extract(masked);
    }
    const auto wanted = wanted_values(verdicts, asked);
    if (!wanted.empty()) {
        Everywhere everywhere(wanted, list);
        document.extract(everywhere);
    }
    auto days = same_days(document, verdicts, wanted, list);

    RedactionPlan plan;
    decide_unread(verdicts, unreadable, document, list, plan);
    plan.draft = draft.digest;
    plan.format = std::string(document.format());
    plan.width = width;
    plan.cuts = std::move(list).merged();
    if (width == Width::line && !plan.cuts.empty()) {
        ToLineEnds ends(plan.cuts);
        document.extract(ends);
        plan.cuts = std::move(ends).merged();
    }
    add_readings(document, plan.cuts);
    plan.areas = areas;
    const auto on_pictures = picture_areas(document, plan.cuts);
    plan.areas.insert(plan.areas.end(), on_pictures.begin(), on_pictures.end());
    for (const auto& value : wanted) plan.values.push_back({value.text.copy(), value.rule});
    std::move(days.begin(), days.end(), std::back_inserter(plan.values));
    plan.accepted.insert(plan.accepted.end(), verdicts.accepted.begin(), verdicts.accepted.end());
    refuse_where_needed(draft, contradictions(verdicts.keep, plan.cuts), Msg::redact_contradicts);
    return plan;
}

}  // namespace review
