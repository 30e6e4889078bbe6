#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <review/document.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

// What a page of one font says, where neither /ToUnicode nor /Encoding tells.
namespace {

std::string text_of(const std::string& font, const std::string& shown, const std::vector<std::string>& more = {}) {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        support::stream_of("BT /F1 12 Tf 72 700 Td " + shown + " Tj ET"), font};
    objects.insert(objects.end(), more.begin(), more.end());
    const auto pdf = support::pdf_of(objects);
    Draft draft;
    draft.name = "draft.pdf";
    draft.bytes.assign(pdf.begin(), pdf.end());
    Extraction content;
    open_document(draft)->extract(content);
    auto text = content.parts.at(0).text;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    for (const auto& spot : content.blind_spots) text += " (" + spot.detail + ")";
    return text;
}

std::string program(const std::string& name, const std::string& keys = "") {
    return support::stream_of(support::read_file(REVIEW_FIXTURES "/fonts/" + name), keys);
}

std::string descriptor(const std::string& file, int flags) {
    return "<</Type/FontDescriptor/FontName/Boxes/Flags " + std::to_string(flags) + "/" + file + " 7 0 R>>";
}

std::string composite(const std::string& kind, const std::string& ordering = "Identity") {
    return "<</Type/Font/Subtype/Type0/BaseFont/Boxes/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/" + kind +
           "/BaseFont/Boxes/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + ")/Supplement 0>>/DW 600/FontDescriptor 6 0 R>>]>>";
}

}  // namespace

TEST_CASE("Symbol and ZapfDingbats have characters of their own, whatever /Encoding says") {
    CHECK(text_of("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>", "(4l\\325)") == "✔●→");
    CHECK(text_of("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Encoding/WinAnsiEncoding>>", "(4)") == "✔");
    CHECK(text_of("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats/Encoding<</Differences[65/a119]>>>>", "(A)") == "✇");
    CHECK(text_of("<</Type/Font/Subtype/Type1/BaseFont/Symbol>>", "(ab\\243)") == "αβ≤");
    CHECK(text_of("<</Type/Font/Subtype/TrueType/BaseFont/SymbolMT>>", "(\\322\\342)") == "®®");
}

TEST_CASE("a Type 1 or CFF program with an encoding of its own says what its codes are") {
    const std::string font = "<</Type/Font/Subtype/Type1/BaseFont/Boxes/FontDescriptor 6 0 R>>";
    CHECK(text_of(font, "(ABC)", {descriptor("FontFile", 4), program("boxes.pfa")}) == "AB张");
}

TEST_CASE("glyph numbers without /ToUnicode are read by the program's own maps and names") {
    CHECK(text_of(composite("CIDFontType2"), "<000100020003>", {descriptor("FontFile2", 4), program("boxes.ttf")}) == "AB张");
    CHECK(text_of(composite("CIDFontType0"), "<000100020003>", {descriptor("FontFile3", 4), program("boxes.cff", "/Subtype/CIDFontType0C")}) ==
          "AB张");
}

TEST_CASE("CIDs of a known collection are read by it, of an unknown one by nobody") {
    const auto keyed = program("boxes-keyed.cff", "/Subtype/CIDFontType0C");
    CHECK(text_of(composite("CIDFontType0", "GB1"), "<00220023>", {descriptor("FontFile3", 4), keyed}) == "AB");
    CHECK(text_of(composite("CIDFontType0"), "<00220023>", {descriptor("FontFile3", 4), keyed}).find("2") != std::string::npos);
}

TEST_CASE("a program that cannot be opened says nothing") {
    const auto read = text_of(composite("CIDFontType2"), "<0001>", {descriptor("FontFile2", 4), support::stream_of("no font")});
    CHECK(read.find("1 glyphs") != std::string::npos);
}
