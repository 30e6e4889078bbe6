#include "release/cut_places.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "base/loose_text.hpp"
#include "model/glyph_bytes.hpp"
#include "model/line_label.hpp"
#include "report/lines.hpp"

namespace review {
namespace {

class PlacesOfCuts final : public ExtractionSink {
public:
    PlacesOfCuts(const std::vector<Cut>& cuts, std::vector<CutPlace>& places, std::vector<Sensitive>& texts) : cuts_(cuts), places_(places), texts_(texts) {}

    bool wants(std::uint32_t part) const override {
        const auto cut = first_of(part);
        return cut != cuts_.size() && cuts_[cut].span.part == part;
    }

    void part(Part&& part) override {
        bytes_.read(part);
        const auto last = part.first + part.glyph_count();
        for (auto at = first_of(part.number); at < cuts_.size() && cuts_[at].span.part == part.number; ++at) {
            const auto& span = cuts_[at].span;
            // What is longer than the overlap of two pieces is told by its beginning.
            if (span.begin < part.first || span.begin >= last || (span.end > last && !texts_[at].reveal().empty())) continue;
            const auto end = std::min(span.end, last);
            auto& where = places_[at].where;
            const auto from = bytes_.of(part, span.begin), to = bytes_.of(part, end);
            where.label = label_at(part, from);
            where.page = part.page;
            where.quads = quads_of(part, span.begin, end);
            where.xpath = part.xpath;
            where.bytes = source_of(part, from, to);
            texts_[at] = Sensitive(std::string_view(part.text).substr(from, to - from));
        }
    }
    void blind_spot(BlindSpot&&) override {}

private:
    std::size_t first_of(std::uint32_t part) const {
        return static_cast<std::size_t>(std::partition_point(cuts_.begin(), cuts_.end(), [&](const Cut& cut) { return cut.span.part < part; }) - cuts_.begin());
    }

    const std::vector<Cut>& cuts_;  // in order of place
    std::vector<CutPlace>& places_;
    std::vector<Sensitive>& texts_;
    GlyphBytes bytes_;
};

std::vector<std::string> words_of(const std::string& list) {
    std::istringstream in(list);
    return {std::istream_iterator<std::string>(in), {}};
}

// A value somebody asked for, where no rule found it: its cut names the rule alone.
Finding asked_for(const std::string& rule, const CutPlace& place, const Sensitive& text) {
    Finding finding;
    finding.id = finding.rule = rule;
    finding.category = Category::term;
    finding.severity = Severity::high;
    finding.where = place.where;
    finding.excerpt = text.copy();
    finding.preview = masked(text.reveal());
    return finding;
}

// What persons drew, where it covers no more than one area says.
void add_areas(const RedactionPlan& plan, std::vector<CutPlace>& places) {
    for (const auto& area : plan.areas) {
        if (!area.finding.empty()) continue;  // what was recognised there is a cut
        CutPlace place;
        place.where.kind = PartKind::page;
        place.where.page = area.page;
        place.where.label = "page " + std::to_string(area.page);
        place.where.quads = {{area.x0, area.y0, area.x1, area.y0, area.x1, area.y1, area.x0, area.y1}};
        places.push_back(std::move(place));
    }
}

void add_lines(const Draft& draft, std::string_view format, std::vector<CutPlace>& places) {
    ScannedDocument document;
    document.format = format;
    for (const auto& place : places) document.findings.emplace_back().where.bytes = place.where.bytes;
    const auto lines = lines_of_findings(draft.bytes, document);
    for (std::size_t i = 0; i < places.size(); ++i) places[i].line = lines[i];
}

}  // namespace

CutPlaces cut_places(const Document& document, const Draft& draft, const RedactionPlan& plan, std::vector<Finding> findings, const Decisions& decisions) {
    CutPlaces told;
    told.cuts.resize(plan.cuts.size());
    std::vector<Sensitive> texts(plan.cuts.size());
    for (std::size_t i = 0; i < plan.cuts.size(); ++i) {
        told.cuts[i].findings = words_of(plan.cuts[i].finding);
        told.cuts[i].where.span = plan.cuts[i].span;
        told.cuts[i].where.kind = plan.cuts[i].kind;
    }
    PlacesOfCuts places(plan.cuts, told.cuts, texts);
    if (!plan.cuts.empty()) document.extract(places);

    std::map<std::string, Finding> known;
    for (auto& finding : findings) {
        auto id = finding.id;
        known.emplace(std::move(id), std::move(finding));
    }
    for (const auto& decision : decisions.decisions) {
        const auto found = known.find(decision.finding);
        if (found != known.end() && !decision.basis.empty()) found->second.basis = {decision.basis};
    }
    std::set<std::string> gone;
    for (std::size_t i = 0; i < told.cuts.size(); ++i) {
        for (const auto& id : told.cuts[i].findings) {
            if (id == "unreadable" || id == "reading" || id == "same-day") continue;
            const auto found = known.try_emplace(id, asked_for(id, told.cuts[i], texts[i])).first;
            gone.insert(id);
            if (loose(texts[i].reveal()).size() < loose(found->second.excerpt.reveal()).size()) told.cuts[i].whole = false;
        }
    }
    for (auto& [id, finding] : known) {
        if (gone.contains(id)) told.findings.push_back(std::move(finding));
        else ++told.stays;
    }
    add_areas(plan, told.cuts);
    add_lines(draft, document.format(), told.cuts);
    return told;
}

}  // namespace review
