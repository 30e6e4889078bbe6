#include "release/page_pictures.hpp"

#include <iterator>
#include <set>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf_module.hpp"
#include "release/drawn_pages.hpp"

namespace review {
namespace {

// The draft without anything that was found, and proven so. Also what policy allows goes: reports mask it too.
SharedBytes without_findings(const Draft& draft, const ScannedDocument& scanned, const Scanner& scanner, const Policy& policy, const OpenOptions& options) {
    RedactionRequest request;
    request.decisions.draft = draft.digest;
    request.width = Width::exact;
    for (const auto& finding : scanned.findings) {
        Decision decision;
        decision.finding = finding.id;
        decision.disposition = Disposition::redact;
        decision.by = "review scan";
        request.decisions.decisions.push_back(std::move(decision));
    }
    return redact_document(draft, scanner, policy, request, options).output;
}

}  // namespace

PagePictures page_pictures(const Draft& draft, const ScannedDocument& scanned, const Scanner& scanner, const Policy& policy,
                           Reveal reveal, const OpenOptions& options) {
    PagePictures pictures;
    std::set<std::uint32_t> numbers;
    std::vector<FramedPlace> places;
    for (const auto& finding : scanned.findings) {
        numbers.insert(finding.where.page);
        for (const auto& quad : finding.where.quads) places.push_back({finding.where.page, quad, finding.id});
    }
    numbers.erase(0);
    if (scanned.format != "pdf" || numbers.empty()) return pictures;
    if (const auto all = numbers.size(); all > most_drawn_pages) {
        numbers.erase(std::next(numbers.begin(), most_drawn_pages), numbers.end());
        pictures.missing = say(Msg::release_pictures_most, {std::to_string(most_drawn_pages), std::to_string(all)});
    }
    try {
        if (!pdf::PageRenderer::version()) throw Error(Errc::unsupported, say(Msg::release_pictures_no_program));
        if (reveal == Reveal::yes) pictures.pages = pdf_module().draw_pages(draft, options, numbers, places);
        else pictures.pages = pdf_module().draw_pages(make_draft(draft.name, without_findings(draft, scanned, scanner, policy, options)), {options.limits, {}}, numbers, places);
    } catch (const Error& error) {
        pictures.missing = say(Msg::release_pictures_missing, {error.what()});
    }
    return pictures;
}

}  // namespace review
