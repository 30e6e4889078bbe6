#include "release/bundle/page_digests.hpp"

#include "format/pdf/render.hpp"

namespace review {
namespace {

constexpr std::uint32_t dots_per_inch = 96;

Digest digest_of(const pdf::DrawnPage& page) {
    const std::string head = "P6 " + std::to_string(page.width) + " " + std::to_string(page.height) + " 255\n";
    Bytes all(head.begin(), head.end());
    all.insert(all.end(), page.samples.begin(), page.samples.end());
    return sha256(all);
}

}  // namespace

PageDigests page_digests(const std::string& format, ByteView document) {
    const auto renderer = format == "pdf" ? pdf::PageRenderer::version() : std::nullopt;
    if (!renderer) return {};
    PageDigests pictures{*renderer, {}};
    pdf::RenderOptions options;
    options.dots_per_inch = dots_per_inch;
    pdf::PageRenderer drawing(document, options);
    for (pdf::DrawnPage page; drawing.next(page);) pictures.pages.push_back(digest_of(page));
    return pictures;
}

}  // namespace review
