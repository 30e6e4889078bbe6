#include <catch2/catch.hpp>

#include <stdlib.h>

#include <review/error.hpp>

#include "format/pdf/render.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using pdf::DrawnPage;
using pdf::PageRenderer;

namespace {

bool no_renderer() {
    if (PageRenderer::version()) return false;
    WARN("READER MISSING: pdftoppm");
    return true;
}

std::uint8_t red_at(const DrawnPage& page, std::uint32_t x, std::uint32_t y) {
    return page.samples[(std::size_t{y} * page.width + x) * 3];
}

}  // namespace

TEST_CASE("a page is drawn at the resolution asked for, from its top left corner") {
    if (no_renderer()) return;
    const auto file = support::one_page("0 0 1 rg 0 421 297.5 421 re f");
    PageRenderer renderer(as_bytes(file), {72, 1, 0});
    DrawnPage page;
    REQUIRE(renderer.next(page));
    CHECK(page.width == 595);
    CHECK(page.height == 842);
    CHECK(red_at(page, 10, 10) == 0);
    CHECK(red_at(page, 400, 10) == 255);
    CHECK(red_at(page, 10, 800) == 255);
    CHECK_FALSE(renderer.next(page));
}

TEST_CASE("pages come one after another, those asked for") {
    if (no_renderer()) return;
    std::string kids;
    std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>", ""};
    for (int i = 0; i < 5; ++i) {
        objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(100 + i) + " 50]>>");
        kids += std::to_string(i + 3) + " 0 R ";
    }
    objects[1] = "<</Type/Pages/Count 5/Kids[" + kids + "]>>";
    const auto file = support::pdf_of(objects);
    PageRenderer renderer(as_bytes(file), {72, 2, 4});
    DrawnPage page;
    for (const std::uint32_t width : {101u, 102u, 103u}) {
        REQUIRE(renderer.next(page));
        CHECK(page.width == width);
    }
    CHECK_FALSE(renderer.next(page));
}

TEST_CASE("what cannot be drawn is said, never an empty page") {
    if (no_renderer()) return;
    DrawnPage page;
    PageRenderer broken(as_bytes("no PDF at all"), {});
    CHECK_THROWS_AS(broken.next(page), Error);
    const auto file = support::one_page("");
    PageRenderer small(as_bytes(file), {150, 1, 0, 60, 1000});
    CHECK_THROWS_AS(small.next(page), Error);
    setenv("REVIEW_PDFTOPPM", "/bin/false", 1);
    PageRenderer no_pages(as_bytes(file), {});
    CHECK_THROWS_AS(no_pages.next(page), Error);
    setenv("REVIEW_PDFTOPPM", "/nowhere", 1);
    CHECK_FALSE(PageRenderer::version());
    CHECK_THROWS_AS(PageRenderer(as_bytes(file), {}), Error);
    unsetenv("REVIEW_PDFTOPPM");
}
