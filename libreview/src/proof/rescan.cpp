#include <review/table_headings.hpp>

#include "proof/rescan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages/proof.hpp"
#include "proof/cuts_in_readings.hpp"
#include "scan/page_bridge.hpp"
#include "scan/sieve.hpp"

namespace review {
namespace {

using Known = std::set<std::pair<std::string, std::string>>;  // rule, loose excerpt

bool is_cut(std::span<const Cut> cuts, std::uint32_t begin, std::uint32_t end) {
    const auto cut = std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& one) { return one.span.end <= begin; });
    return cut != cuts.end() && cut->span.begin < end;
}

// What stays of a part when its cuts are made. Only its text is of use. `drawn`: as it is read where no rules part the cells: those that were emptied leave no tab, for no glyph stands in them.
Part without_cuts(const Part& part, std::span<const Cut> cuts, bool drawn) {
    Part rest;
    rest.number = part.number;
    rest.kind = part.kind;
    rest.label = part.label;
    rest.page = part.page;
    auto cut = cuts.begin();
    auto line = part.cell_lines.begin();
    auto glyph = part.first;
    for (std::size_t at = 0; at < part.text.size(); ++glyph) {
        const auto index = glyph - part.first;
        const auto end = part.glyph_ends.empty() ? std::min(at + utf8_size(part.text[at]), part.text.size()) : part.glyph_ends[index];
        while (cut != cuts.end() && cut->span.end <= glyph) ++cut;
        while (line != part.cell_lines.end() && *line < at) ++line;
        const bool in_cell = line != part.cell_lines.end() && *line == at;
        const bool stays = cut == cuts.end() || glyph < cut->span.begin;
        const bool at_edge = rest.text.empty() || rest.text.back() == '\t' || rest.text.back() == '\n';
        if (stays && !(drawn && at_edge && (part.text[at] == '\t' || in_cell))) {
            while (drawn && part.text[at] == '\n' && !in_cell && rest.text.ends_with('\t')) rest.text.pop_back();
            if (in_cell) rest.cell_lines.push_back(static_cast<std::uint32_t>(rest.text.size()));
            rest.text.append(part.text, at, end - at);
        }
        at = end;
    }
    return rest;
}

// Between rules an emptied cell leaves its tab, but a row without a glyph leaves nothing. Whether there was one.
bool drop_empty_rows(Part& rest) {
    std::string text;
    std::vector<std::uint32_t> cell_lines;
    auto line = rest.cell_lines.begin();
    for (std::size_t begin = 0, end = 0; begin < rest.text.size(); begin = end) {
        const auto before = line;
        for (end = begin; end < rest.text.size(); ++end) {
            if (line != rest.cell_lines.end() && *line == end) ++line;
            else if (rest.text[end] == '\n') break;
        }
        end = std::min(end + 1, rest.text.size());
        const auto row = std::string_view(rest.text).substr(begin, end - begin);
        if (row.find('\t') != row.npos && row.find_first_not_of("\t\n ") == row.npos) continue;
        for (auto at = before; at != line; ++at) cell_lines.push_back(static_cast<std::uint32_t>(*at - begin + text.size()));
        text += row;
    }
    const bool dropped = text.size() < rest.text.size();
    rest.text = std::move(text);
    rest.cell_lines = std::move(cell_lines);
    return dropped;
}

void add_counts(std::vector<std::uint32_t>& sum, const Needles::Counts& more) {
    for (const auto& [value, count] : more) sum[value] += count;
}

// What the draft has outside its cuts: it may stay. A value that only comes about because the text
// between its halves went is no leak either.
struct Expected final : ExtractionSink {
    Expected(const RedactionPlan& a_plan, const Scanner* a_scanner, const Needles& some_needles)
        : plan(a_plan), scanner(a_scanner), needles(some_needles), values(some_needles.size()) {}
    void part(Part&& part) override { sieve.part(std::move(part)); }
    void look(Part&& part, bool may_hold) {
        const auto row = headings.over(part);
        if (fate_of(plan, part.page)) return;  // nothing of that page is to be read again
        const auto cuts = cuts_in_readings(part, cuts_of(plan, part.number));
        if (!cuts.empty()) losing.insert(part.page);
        add_counts(values, needles.count_in_text(cuts.empty() ? std::string_view(part.text) : std::string_view(without_cuts(part, cuts, false).text)));
        if (!may_hold && row.empty() && cuts.empty()) return;
        if (!scanner) return;
        for (const auto& finding : scanner->scan(part, row)) {
            const auto& span = finding.where.span;
            if (!is_cut(cuts, span.begin, span.end)) findings.emplace(finding.rule, loose(finding.excerpt.reveal()));
        }
        if (cuts.empty()) return;
        // What only comes about because the text between its halves went; what was to go must not come about either.
        const auto join = [&](const Part& rest) {
            for (const auto& finding : scanner->scan(rest, row)) joined.emplace(finding.rule, loose(finding.excerpt.reveal()));
        };
        auto rest = without_cuts(part, cuts, false);
        join(rest);
        if (part.quads.empty()) return;
        if (drop_empty_rows(rest)) join(rest);
        join(without_cuts(part, cuts, true));
    }
    void blind_spot(BlindSpot&&) override {}

    const RedactionPlan& plan;
    const Scanner* scanner;
    Sieve sieve{scanner, [this](Part&& part, bool may_hold) { look(std::move(part), may_hold); }};
    const Needles& needles;
    TableHeadings headings;
    std::vector<std::uint32_t> values;
    Known findings, joined;
    std::set<std::uint32_t> losing;  // pages with cuts
};

struct Seen final : ExtractionSink {
    Seen(const RedactionPlan& a_plan, const Scanner* a_scanner, const Needles& some_needles, Evidence& an_evidence,
         const std::set<std::uint32_t>& some_pages)
        : plan(a_plan), scanner(a_scanner), needles(some_needles), evidence(an_evidence), losing(some_pages), values(some_needles.size()),
          places(some_needles.size()) {}
    void part(Part&& part) override { sieve.part(std::move(part)); }
    void look(Part&& part, bool may_hold) {
        const auto counts = needles.count_in_text(part.text);
        add_counts(values, counts);
        for (const auto& [value, count] : counts) {
            if (places[value].empty()) places[value] = part.label;
        }
        const auto row = headings.over(part);
        if (scanner && (may_hold || !row.empty())) look_for_findings(part, row);
        if (over_pages && part.kind == PartKind::page) count_over_pages(std::move(part));
    }
    void look_for_findings(const Part& part, const std::string& row) {
        for (const auto& finding : scanner->scan(part, row)) {
            findings.emplace(std::pair(finding.rule, loose(finding.excerpt.reveal())), part.label);
            if (finding.likelihood >= Likelihood::likely) likely.insert({finding.rule, loose(finding.excerpt.reveal())});
        }
    }
    // Values that begin on the page before and end on this one.
    void count_over_pages(Part&& part) {
        const auto [before, behind] = bridge.edges(part);
        Needles::Counts over;
        if (!before.empty()) over = needles.count_in_text(before + behind);
        const auto alone = [&](std::size_t value) {
            std::uint32_t count = 0;
            for (const auto* edge : {&before, &behind}) for (const auto& [one, times] : needles.count_in_text(*edge)) count += one == value ? times : 0;
            return count;
        };
        for (const auto& [value, count] : over) {
            const auto own = alone(value);
            if (count <= own) continue;
            values[value] += count - own;
            if (places[value].empty()) places[value] = part.label;
        }
        bridge.keep(std::move(part));
    }
    void blind_spot(BlindSpot&& spot) override {
        const bool accepted = std::any_of(plan.accepted.begin(), plan.accepted.end(), [&](const BlindSpot& known) {
            // What a machine read in the draft, another time nothing may read in it.
            const bool same = known.reason == spot.reason || (known.reason == BlindReason::recognised && spot.reason == BlindReason::image_only);
            return same && (known.label == spot.label || known.page == spot.page);
        });
        // A page that loses all its text is left with the pictures that stood beside it.
        const bool emptied = (spot.reason == BlindReason::image_only || spot.reason == BlindReason::recognised) &&
                             (losing.contains(spot.page) || fate_of(plan, spot.page) == OnUnreadable::rasterise);
        if (!accepted && !emptied && !spot.enough) evidence.doubts.push_back(say(Msg::proof_blind, {spot.label}));
    }

    TableHeadings headings;
    PageBridge bridge;
    bool over_pages = false;  // of a file whose draft nobody has
    const RedactionPlan& plan;
    const Scanner* scanner;
    Sieve sieve{scanner, [this](Part&& part, bool may_hold) { look(std::move(part), may_hold); }};
    const Needles& needles;
    Evidence& evidence;
    const std::set<std::uint32_t>& losing;
    std::vector<std::uint32_t> values;
    std::vector<std::string> places;
    std::map<Known::value_type, std::string> findings;  // and where
    Known likely;
};

// Which of some words the draft has outside its cuts, found or not.
struct Staying final : ExtractionSink {
    Staying(const RedactionPlan& a_plan, std::set<std::string> some_words) : plan(a_plan), missing(std::move(some_words)) {}
    void part(Part&& part) override {
        if (missing.empty() || fate_of(plan, part.page)) return;
        const auto cuts = cuts_in_readings(part, cuts_of(plan, part.number));
        const auto text = loose(cuts.empty() ? std::string_view(part.text) : std::string_view(without_cuts(part, cuts, false).text));
        std::erase_if(missing, [&](const std::string& word) { return text.find(word) != text.npos; });
    }
    void blind_spot(BlindSpot&&) override {}

    const RedactionPlan& plan;
    std::set<std::string> missing;
};

bool is_word(std::string_view value) { return value.find_first_of("0123456789") == value.npos; }

}  // namespace

std::span<const Cut> cuts_of(const RedactionPlan& plan, std::uint32_t part) {
    const auto begin = std::partition_point(plan.cuts.begin(), plan.cuts.end(),
                                            [&](const Cut& cut) { return cut.span.part < part; });
    const auto end = std::partition_point(begin, plan.cuts.end(), [&](const Cut& cut) { return cut.span.part == part; });
    return {begin, end};
}

void rescan(const Document& output, const RedactionPlan& plan, const Scanner* scanner, const Document* draft,
            Needles& needles, Evidence& evidence, const SieveNotes* sieved) {
    Expected expected(plan, scanner, needles);
    expected.sieve.believe(sieved);
    if (draft) draft->extract(expected);
    expected.sieve.flush();
    for (const auto& area : plan.areas) expected.losing.insert(area.page);
    Seen seen(plan, scanner, needles, evidence, expected.losing);
    seen.over_pages = draft == nullptr;
    output.extract(seen);
    seen.sieve.flush();

    for (std::size_t i = 0; i < seen.values.size(); ++i) {
        if (seen.values[i] > expected.values[i]) needles.report(i, seen.places[i], "text", evidence.residue);
    }
    std::set<std::string> removed;
    for (const auto& value : plan.values) removed.insert(loose(value.text.reveal()));
    // What was put there instead is nobody's: 1900-01-01 behind 出生日期.
    std::set<std::string> filled;
    for (const auto& field : plan.fields) filled.insert(loose(field.text));
    const auto is_filled = [&](const std::string& value) {
        return std::any_of(filled.begin(), filled.end(), [&](const std::string& text) { return text.find(value) != text.npos; });
    };
    std::map<std::string, std::string> rules;  // and the first place of each
    std::vector<std::pair<const Known::value_type*, const std::string*>> words;
    for (const auto& [found, place] : seen.findings) {
        // Without a draft terms are those that prove() was asked for, in whatever writing: 一三九 is 139.
        const bool was_to_go = removed.contains(found.second) || (!draft && found.first.starts_with("terms/"));
        if (!was_to_go && is_filled(found.second)) continue;
        if (expected.findings.contains(found) || (!was_to_go && expected.joined.contains(found))) continue;
        // Without the draft nobody can say what was decided to stay; only what went must not be seen.
        if (!was_to_go && !(draft && seen.likely.contains(found))) continue;
        if (!was_to_go && is_word(found.second)) words.emplace_back(&found, &place);
        else rules.emplace(found.first, place);
    }
    // What stands beside a word makes a name of it, and a cut changes that: the word itself stood in the draft, and stays.
    if (!words.empty()) {
        std::set<std::string> values;
        for (const auto& [found, place] : words) values.insert(found->second);
        Staying staying(plan, std::move(values));
        draft->extract(staying);
        for (const auto& [found, place] : words) {
            if (staying.missing.contains(found->second)) rules.emplace(found->first, *place);
        }
    }
    for (const auto& [rule, place] : rules) {
        evidence.residual_findings.push_back(rule);
        evidence.residual_places.push_back(place);
    }
}

}  // namespace review
