#include <algorithm>
#include <map>
#include <set>

#include "scan/matcher_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/name_beside.hpp"
#include "scan/name_in_prose.hpp"
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
        run_group(group[static_cast<std::size_t>(ViewKind::base)], views.part(), rows, guesses);
    }
    struct Known {
        TextRange range;
        const Verdict* verdict;
    };
    const auto range_of = [](const RawHit& hit) { return hit.view->origin(hit.verdict.begin, hit.verdict.end); };
    std::map<std::size_t, std::vector<Known>> found;  // by rule, in order
    for (const auto& guess : guesses) found[guess.rule];
    for (const auto& hit : hits) {
        if (const auto rule = found.find(hit.rule); rule != found.end()) rule->second.push_back({range_of(hit), &hit.verdict});
    }
    for (auto& [rule, all] : found) std::sort(all.begin(), all.end(), [](const Known& one, const Known& other) { return one.range.begin < other.range.begin; });
    std::vector<RawHit> longer;
    for (auto& guess : guesses) {
        constexpr std::size_t longest = 2048;  // bytes of a value
        const TextRange range = range_of(guess);
        const auto& all = found[guess.rule];
        const auto begins_before = [](const Known& one, std::size_t at) { return one.range.begin < at; };
        const auto first = std::lower_bound(all.begin(), all.end(), range.begin > longest ? range.begin - longest : 0, begins_before);
        const auto last = std::lower_bound(first, all.end(), range.end, begins_before);
        const bool cuts = std::any_of(first, last, [&](const Known& known) {
            const TextRange& one = known.range;
            return (one.begin < range.begin && range.begin < one.end && one.end < range.end) || (range.begin < one.begin && range.end < one.end);
        });
        if (cuts) continue;
        // A longer value is as sure as the piece of it that was found.
        for (auto at = first; at != last; ++at) {
            if (at->range.begin < range.begin || at->range.end > range.end || at->verdict->likelihood <= guess.verdict.likelihood) continue;
            guess.verdict.likelihood = at->verdict->likelihood;
            for (const auto& word : at->verdict->evidence) {
                if (std::find(guess.verdict.evidence.begin(), guess.verdict.evidence.end(), word) == guess.verdict.evidence.end()) guess.verdict.evidence.push_back(word);
            }
        }
        longer.push_back(std::move(guess));
    }
    hits.insert(hits.end(), std::make_move_iterator(longer.begin()), std::make_move_iterator(longer.end()));
}

// Where the byte of the view is that comes from byte `origin` of the part's text, or the next one.
static std::size_t place_in(const TextView& view, std::size_t origin) {
    std::size_t low = 0, high = view.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (view.origin(middle, middle + 1).begin < origin) low = middle + 1;
        else high = middle;
    }
    return low;
}

// Within it, or right beside.
static bool breaks_line(const Part& part, const TextView& view, const TextRange& range) {
    const auto place = view.origin(range.begin - std::min(range.begin, std::size_t{3}), std::min(view.size(), range.end + 3));
    return std::string_view(part.text).substr(place.begin, place.end - place.begin).find('\n') != std::string_view::npos;
}

// 王建国（身份证号110…）, 139…（刘芳）: whoever stands beside a number of a person, without a label.
void Matchers::name_numbers(Views& views, std::vector<RawHit>& hits) const {
    const auto rule = std::find_if(rules_.begin(), rules_.end(), [](const auto& one) { return one.names_person; });
    if (rule == rules_.end()) return;
    const std::size_t index = static_cast<std::size_t>(rule - rules_.begin());
    const std::string_view written = views.part().text;
    std::set<TextRange> numbers;  // in the part: views tell them several times
    for (const auto& hit : hits) {
        if (rules_[hit.rule].numbers_person && !hit.of_nobody) numbers.insert(hit.view->origin(hit.verdict.begin, hit.verdict.end));
    }
    for (const ViewKind kind : {ViewKind::base, ViewKind::joined}) {
        if (numbers.empty()) break;
        const TextView& view = views.view(kind);
        for (const auto& number : numbers) {
            const auto keep = [&](std::optional<Verdict> verdict) {
                if (!verdict) return;
                // The joined view is for what the end of a line breaks; elsewhere it glues words together.
                const auto range = view.origin(verdict->begin, verdict->end);
                const auto from = std::min(range.begin, number.end), to = std::max(range.end, number.begin);
                if (kind == ViewKind::joined && written.substr(from, to - from).find('\n') == written.npos) return;
                const Candidate candidate{views.part(), view, verdict->begin, verdict->end, {}, rule->labels};
                accept(index, candidate, std::move(*verdict), false, hits);
            };
            keep(name_before_number(view.text(), place_in(view, number.begin), rule->labels));
            keep(name_behind_number(view.text(), place_in(view, number.end), rule->labels));
        }
    }
}

// 张伟、李梅和王芳违反: whom the word is said of with somebody it told.
void Matchers::list_names(Views& views, std::vector<RawHit>& hits) const {
    const auto by_word = [&](const RawHit& hit) { return !hit.verdict.evidence.empty() && hit.verdict.evidence.back().starts_with("beside-word:"); };
    std::vector<RawHit> told;
    std::copy_if(hits.begin(), hits.end(), std::back_inserter(told), by_word);
    for (const auto& hit : told) {
        const auto name = hit.view->origin(hit.verdict.begin, hit.verdict.end);
        for (const ViewKind kind : {ViewKind::base, ViewKind::joined}) {
            const TextView& view = views.view(kind);
            for (const auto& other : names_listed_with(view.text(), place_in(view, name.begin), place_in(view, name.end))) {
                const Candidate candidate{views.part(), view, other.begin, other.end, {}, rules_[hit.rule].labels};
                if (kind == ViewKind::base || breaks_line(views.part(), view, other)) accept(hit.rule, candidate, {other.begin, other.end, hit.verdict.likelihood, hit.verdict.evidence, {}}, false, hits);
            }
        }
    }
}

// 法定代表人张三丰（身份证号…）: who is named as acting for a body is not told once more for the number behind. And where a machine read a
// picture nobody is told for what stands beside: it reads marks and blanks otherwise each time, and a proof would find new ones in a picture
// that lost only numbers. Such a page is a blind spot in any case.
void Matchers::leave_to_office(const Part& part, std::vector<RawHit>& hits) const {
    std::set<TextRange> of_office;
    for (const auto& hit : hits) {
        if (is_name(hit.rule) && !rules_[hit.rule].names_person) of_office.insert(hit.view->origin(hit.verdict.begin, hit.verdict.end));
    }
    const bool read_by_machine = part.kind == PartKind::picture;
    if (of_office.empty() && !read_by_machine) return;
    std::erase_if(hits, [&](const RawHit& hit) {
        const auto& why = hit.verdict.evidence;
        const bool beside = std::any_of(why.begin(), why.end(), [](const auto& word) { return word.starts_with("beside-"); });
        return beside && rules_[hit.rule].names_person && (read_by_machine || of_office.contains(hit.view->origin(hit.verdict.begin, hit.verdict.end)));
    });
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
