#include <algorithm>
#include <map>

#include "scan/matcher_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/person_in_sentence.hpp"

// What matchers look at again when they know what else there is: ends of lines, names beside.
namespace review {

const TextView& Matchers::over_lines(Views& views) const {
    return views.pieces([&](TextView& view) { joints_.write(views.base(), views.part(), view); });
}

// What the end of a line breaks. A guess, beside what was found without it: it may make a value longer, and takes no piece of one.
void Matchers::run_over_lines(Views& views, std::vector<RawHit>& hits) const {
    const TextView& view = over_lines(views);
    if (view.size() == 0) return;
    std::vector<RawHit> guesses;
    Rows rows(view);
    for (const auto& group : views_) {
        group[static_cast<std::size_t>(ViewKind::base)].each([&](const Lot& lot) {
            if (lot.database) run_lot(lot, views.part(), rows, guesses);
        });
    }
    const auto range_of = [](const RawHit& hit) { return hit.view->origin(hit.verdict.begin, hit.verdict.end); };
    std::map<std::size_t, std::vector<TextRange>> found;  // by rule
    for (const auto& guess : guesses) found[guess.rule];
    for (const auto& hit : hits) {
        if (const auto rule = found.find(hit.rule); rule != found.end()) rule->second.push_back(range_of(hit));
    }
    for (auto& guess : guesses) {
        const TextRange range = range_of(guess);
        const bool cuts = std::any_of(found[guess.rule].begin(), found[guess.rule].end(), [&](const TextRange& one) {
            return (one.begin < range.begin && range.begin < one.end && one.end < range.end) || (range.begin < one.begin && one.begin < range.end && range.end < one.end);
        });
        if (!cuts) hits.push_back(std::move(guess));
    }
}

// 瞿小满	尿毒症: whoever is found as a name in the row or the sentence is whom it is said of.
void Matchers::ask_names(const Part& part, std::vector<RawHit>& hits) const {
    std::vector<std::size_t> names;  // where they begin in the part
    std::vector<RawHit> open;
    for (const auto& hit : hits) {
        if (hit.of_nobody) open.push_back(hit);
        else if (rules_[hit.rule].names_person) names.push_back(hit.view->origin(hit.verdict.begin, hit.verdict.end).begin);
    }
    if (open.empty()) return;
    std::erase_if(hits, [](const RawHit& hit) { return hit.of_nobody; });
    std::sort(names.begin(), names.end());
    for (const auto& hit : open) {
        Candidate candidate{part, *hit.view, hit.verdict.begin, hit.verdict.end, {}, rules_[hit.rule].labels, true};
        const TextRange beside = around_of_person(candidate.text(), candidate.begin, candidate.end);
        const TextRange place = hit.view->origin(beside.begin, std::max(beside.end, beside.begin + 1));
        const auto name = std::lower_bound(names.begin(), names.end(), place.begin);
        if (name == names.end() || *name >= place.end) continue;
        if (auto verdict = rules_[hit.rule].verify(candidate)) accept(hit.rule, candidate, std::move(*verdict), false, hits);
    }
}

}  // namespace review
