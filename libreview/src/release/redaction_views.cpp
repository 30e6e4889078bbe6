#include "release/redaction_views.hpp"

#include <iterator>
#include <map>
#include <new>
#include <set>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "base/messages/wire.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf_module.hpp"
#include "release/cut_lines.hpp"
#include "release/drawn_pages.hpp"
#include "release/readers_in_cage.hpp"
#include "release/told_views.hpp"

namespace review {
namespace {

constexpr std::size_t most_pairs = most_drawn_pages / 2;
constexpr unsigned readings_for_views = 14;
constexpr std::uint32_t seconds_for_views = 2 * 3600;

// The draft without what went, each value whole and at its own width: nothing is set anew, and nothing of a mask shows.
// What stood between a value and the end of its line went, too, where the officer chose that.
SharedBytes draft_without_cuts(const Draft& draft, const Redaction& redaction, const Scanner& scanner, const Policy& policy, const RedactionRequest& given,
                               const OpenOptions& options) {
    auto request = given;
    bool same = given.width == Width::exact && given.label.empty();
    if (given.width != Width::line) request.width = Width::exact;
    request.label.clear(), request.label_font.clear();
    request.render = false;
    for (auto& decision : request.decisions.decisions) {
        if (decision.disposition != Disposition::mask) continue;
        decision.disposition = Disposition::redact;
        same = false;
    }
    if (same) return redaction.output;
    return redact_document(draft, scanner, policy, request, options).output;
}

void draw_both(const Draft& draft, const Redaction& redaction, const CutPlaces& places, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
               Reveal reveal, const OpenOptions& options, RedactionViews& views) {
    std::set<std::uint32_t> pages;
    std::vector<FramedPlace> before, after;
    std::map<std::pair<std::uint32_t, std::string>, std::size_t> first;  // of the cuts for one finding on one page
    for (std::size_t i = 0; i < places.cuts.size(); ++i) {
        const auto& where = places.cuts[i].where;
        pages.insert(where.page);
        first.try_emplace({where.page, finding_words(places.cuts[i])}, i + 1);
        for (const auto& quad : where.quads) before.push_back({where.page, quad, std::to_string(i + 1)});
    }
    for (const auto& page : redaction.plan.unreadable) pages.insert(page.page);
    for (const auto& box : redaction.evidence.boxes) {
        const auto cut = first.find({box.page, box.finding});
        if (cut != first.end()) after.push_back({box.page, box.quad, std::to_string(cut->second)});
    }
    pages.erase(0);
    if (pages.empty()) return;
    if (!pdf::PageRenderer::version()) throw Error(Errc::unsupported, say(Msg::release_pictures_no_program));
    const auto all = pages.size();
    if (all > most_pairs) pages.erase(std::next(pages.begin(), most_pairs), pages.end());
    auto left = reveal == Reveal::yes ? pdf_module().draw_pages(draft, options, pages, before)
                                      : pdf_module().draw_pages(make_draft(draft.name, draft_without_cuts(draft, redaction, scanner, policy, request, options)), {options.limits, {}}, pages, before);
    views.output = pdf_module().draw_pages(make_draft(draft.name, redaction.output), {options.limits, {}}, pages, after);
    views.draft = std::move(left);
    if (all > most_pairs) views.no_pictures = say(Msg::release_pictures_most, {std::to_string(most_pairs), std::to_string(all)});
}

// Why something cannot be shown; empty: it can.
template <typename Work>
std::string failure_of(Work work) try {
    work();
    return {};
} catch (const Error& error) {
    return error.what();
} catch (const std::bad_alloc&) {
    return say(Msg::release_views_memory);
}

// What a taken-over worker could say is no worse than a picture of something else; what does not fit is refused.
void check_told(const RedactionViews& views, const CutPlaces& places) {
    bool fits = views.draft.size() == views.output.size() && (views.lines.empty() || views.lines.size() <= places.cuts.size());
    for (std::size_t i = 0; fits && i < views.draft.size(); ++i) fits = views.draft[i].page == views.output[i].page;
    if (!fits) throw Error(Errc::malformed, say(Msg::wire_malformed));
}

}  // namespace

RedactionViews redaction_views(const Draft& draft, const Redaction& redaction, const CutPlaces& places, const Scanner& scanner, const Policy& policy,
                               const RedactionRequest& request, Reveal reveal, const OpenOptions& options) {
    RedactionViews views;
    const auto undrawn = failure_of([&] {
        if (redaction.evidence.format == "pdf") draw_both(draft, redaction, places, scanner, policy, request, reveal, options, views);
    });
    if (!undrawn.empty()) {
        views.draft.clear(), views.output.clear();
        views.no_pictures = say(Msg::release_pictures_missing, {undrawn});
    }
    views.no_lines = failure_of([&] {
        if (redaction.plan.cuts.empty()) return;
        const auto output = make_draft(draft.name, redaction.output);
        views.lines = cut_lines(*open_document(draft, options), *open_document(output, {options.limits, {}}), redaction.plan, reveal);
    });
    return views;
}

RedactionViews redaction_views_in_cage(const DraftFile& draft, const Redaction& redaction, const CutPlaces& places, const Scanner& scanner, const Policy& policy,
                                       const RedactionRequest& request, Reveal reveal, const OpenOptions& options) try {
    auto limits = cage_for_drafts(options.limits, draft.size(), readings_for_views);
    limits.limits.written_bytes += 2 * draft.size();
    let_draw(limits, seconds_for_views);
    Cage cage([&](CageTask&& task) {
        const Draft read = draft_of_task(task);
        CageAnswer answer;
        answer.bytes = to_wire(redaction_views(read, redaction, places, scanner, policy, request, reveal, options));
        return answer;
    }, limits);
    auto views = from_wire<RedactionViews>(cage.read(task_for(draft)).bytes);
    check_told(views, places);
    return views;
} catch (const Error& error) {
    RedactionViews none;
    none.no_lines = error.what();
    if (redaction.evidence.format == "pdf") none.no_pictures = say(Msg::release_pictures_missing, {error.what()});
    return none;
}

}  // namespace review
