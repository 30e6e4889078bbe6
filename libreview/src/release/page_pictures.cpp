#include "release/page_pictures.hpp"

#include <memory>
#include <set>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf/shown_page.hpp"
#include "report/png.hpp"

namespace review {
namespace {

constexpr std::uint32_t dots_per_inch = 96;
constexpr std::size_t most_pages = 200;  // of one document: about 40 MiB
constexpr int air = 2;                   // pixels between a value and its frame

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

// The last of the neighbours that begin with `number`.
std::uint32_t last_of_run(const std::set<std::uint32_t>& numbers, std::uint32_t number) {
    while (numbers.contains(number + 1)) ++number;
    return number;
}

PagePicture picture_of(const pdf::PdfDocument& document, const pdf::DrawnPage& page, std::uint32_t number, const ScannedDocument& scanned) {
    PagePicture picture{number, page.width, page.height, page_png(page.width, page.height, page.samples), {}};
    const auto shown = pdf::shown_page(document.page_list().at(number - 1), document.objects().GetObjects());
    for (const auto& finding : scanned.findings) {
        if (finding.where.page != number) continue;
        for (const auto& quad : finding.where.quads) {
            const auto box = pdf::pixels_of(shown.shown(quad), shown, page, air);
            if (box.x1 > box.x0 && box.y1 > box.y0) picture.frames.push_back({box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, finding.id});
        }
    }
    return picture;
}

// Neighbours are drawn by one process: most of its time is the reading of the file.
void draw_all(const Draft& file, const OpenOptions& options, const std::set<std::uint32_t>& numbers, const ScannedDocument& scanned, PagePictures& pictures) {
    const pdf::PdfDocument document(file, options);
    std::unique_ptr<pdf::PageRenderer> renderer;
    std::uint32_t next = 0;
    for (const auto number : numbers) {
        if (number > document.pages()) continue;
        if (pictures.pages.size() == most_pages) {
            pictures.missing = say(Msg::release_pictures_most, {std::to_string(most_pages), std::to_string(numbers.size())});
            return;
        }
        if (number != next || !renderer) {
            pdf::RenderOptions drawing;
            drawing.dots_per_inch = dots_per_inch;
            drawing.first = number;
            drawing.last = last_of_run(numbers, number);
            renderer = std::make_unique<pdf::PageRenderer>(document.normalised(), drawing);
        }
        pdf::DrawnPage page;
        if (!renderer->next(page)) throw Error(Errc::unsupported, say(Msg::release_pictures_no_page, {std::to_string(number)}));
        pictures.pages.push_back(picture_of(document, page, number, scanned));
        next = number + 1;
    }
}

}  // namespace

PagePictures page_pictures(const Draft& draft, const ScannedDocument& scanned, const Scanner& scanner, const Policy& policy,
                           Reveal reveal, const OpenOptions& options) {
    PagePictures pictures;
    std::set<std::uint32_t> numbers;
    for (const auto& finding : scanned.findings) numbers.insert(finding.where.page);
    numbers.erase(0);
    if (scanned.format != "pdf" || numbers.empty()) return pictures;
    try {
        if (!pdf::PageRenderer::version()) throw Error(Errc::unsupported, say(Msg::release_pictures_no_program));
        if (reveal == Reveal::yes) draw_all(draft, options, numbers, scanned, pictures);
        else draw_all(make_draft(draft.name, without_findings(draft, scanned, scanner, policy, options)), {options.limits, {}}, numbers, scanned, pictures);
    } catch (const Error& error) {
        pictures.missing = say(Msg::release_pictures_missing, {error.what()});
    }
    return pictures;
}

}  // namespace review
