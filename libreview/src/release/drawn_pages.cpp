#include "release/drawn_pages.hpp"

#include <memory>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf/shown_page.hpp"
#include "report/png.hpp"

namespace review {
namespace {

constexpr std::uint32_t dots_per_inch = 96;
constexpr int air = 2;  // pixels between a value and its frame

// The last of the neighbours that begin with `number`.
std::uint32_t last_of_run(const std::set<std::uint32_t>& numbers, std::uint32_t number) {
    while (numbers.contains(number + 1)) ++number;
    return number;
}

PagePicture picture_of(const pdf::PdfDocument& document, const pdf::DrawnPage& page, std::uint32_t number, const std::vector<FramedPlace>& places) {
    PagePicture picture{number, page.width, page.height, page_png(page.width, page.height, page.samples), {}};
    const auto shown = pdf::shown_page(document.page_list().at(number - 1), document.objects().GetObjects());
    for (const auto& place : places) {
        if (place.page != number) continue;
        const auto box = pdf::pixels_of(shown.shown(place.quad), shown, page, air);
        if (box.x1 > box.x0 && box.y1 > box.y0) picture.frames.push_back({box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, place.id});
    }
    return picture;
}

}  // namespace

// Neighbours are drawn by one process: most of its time is the reading of the file.
std::vector<PagePicture> draw_pages(const Draft& file, const OpenOptions& options, const std::set<std::uint32_t>& pages, const std::vector<FramedPlace>& places) {
    if (!pdf::PageRenderer::version()) throw Error(Errc::unsupported, say(Msg::release_pictures_no_program));
    std::vector<PagePicture> pictures;
    const pdf::PdfDocument document(file, options);
    std::unique_ptr<pdf::PageRenderer> renderer;
    std::uint32_t next = 0;
    for (const auto number : pages) {
        if (number > document.pages()) continue;
        if (number != next || !renderer) {
            pdf::RenderOptions drawing;
            drawing.dots_per_inch = dots_per_inch;
            drawing.first = number;
            drawing.last = last_of_run(pages, number);
            renderer = std::make_unique<pdf::PageRenderer>(document.normalised(), drawing);
        }
        pdf::DrawnPage page;
        if (!renderer->next(page)) throw Error(Errc::unsupported, say(Msg::release_pictures_no_page, {std::to_string(number)}));
        pictures.push_back(picture_of(document, page, number, places));
        next = number + 1;
    }
    return pictures;
}

}  // namespace review
