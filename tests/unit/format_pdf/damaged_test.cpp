#include <catch2/catch.hpp>

#include <string>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/pdf/mend_trailer.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string two_pages = support::pdf_of({
    "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>>>>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 6 0 R>>>>>>",
    support::stream_of("BT /F1 12 Tf 72 700 Td (first) Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    support::stream_of("BT /F1 12 Tf 72 700 Td (second) Tj ET")});

Extraction read(const std::string& pdf) {
    Draft draft;
    draft.name = "draft.pdf";
    draft.bytes = Bytes(pdf.begin(), pdf.end());
    Extraction content;
    open_document(draft)->extract(content);
    return content;
}

std::string mended(const std::string& file) { return std::string(as_text(pdf::with_trailer(as_bytes(file)))); }

}  // namespace

TEST_CASE("a file without its trailer is read by the catalog that stands last in it") {
    const auto cut_off = two_pages.substr(0, two_pages.find("xref\n"));
    const auto content = read(cut_off);
    REQUIRE(content.parts.size() == 2);
    CHECK(content.parts[0].text == "first");
    CHECK(content.parts[1].text == "second");
    // Nobody knows what stood behind that: never "read whole".
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].label == "pages");
    CHECK(content.blind_spots[0].goes);
    CHECK(read(two_pages).blind_spots.empty());

    auto wrong = two_pages;
    wrong.replace(wrong.find("/Root 1 0 R"), 11, "/Other[>>  ");
    CHECK(read(wrong).parts.size() == 2);
}

TEST_CASE("pages that a file names and does not hold wait for an officer") {
    const auto content = read(two_pages.substr(0, two_pages.find("4 0 obj")));
    REQUIRE(content.blind_spots.size() == 2);
    CHECK(content.blind_spots[0].label == "pages");
    CHECK(content.blind_spots[0].reason == BlindReason::malformed);
    CHECK(content.blind_spots[0].detail.find("2 pages, or what stands on them, are not in the file") != std::string::npos);
    CHECK_FALSE(content.blind_spots[0].goes);
}

TEST_CASE("a page whose content the file names and does not hold is told") {
    const auto content = read(two_pages.substr(0, two_pages.find("7 0 obj")));
    REQUIRE(content.parts.size() == 2);
    CHECK(content.parts[0].text == "first");
    REQUIRE(content.blind_spots.size() == 2);
    CHECK_FALSE(content.blind_spots[0].goes);
}

TEST_CASE("no trailer is made up for an encrypted file, nor from what is no catalog") {
    CHECK(mended("%PDF-1.7\n7 0 obj\n<</Type /Catalog>>").substr(0, 40) == "%PDF-1.7\ntrailer\n<</Root 7 0 R>>\n%PDF-1.");
    CHECK(mended("1 0 obj <</Type/Catalog>> endobj 12 3 obj<</Pages 2 0 R/Type/Catalog>>").find("/Root 12 3 R") != std::string::npos);
    CHECK(mended("7 0 obj\n<</Type /Catalog>>\n/Encrypt 8 0 R").empty());
    CHECK(mended("7 0 obj <<>> endobj /Type /Catalog").empty());
    CHECK(mended("7 0 obj <</Catalog 1>>").empty());
    CHECK(mended("obj<</Type/Catalog>>").empty());
    CHECK(mended("").empty());
}
