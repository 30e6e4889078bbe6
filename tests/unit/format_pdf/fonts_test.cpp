#include <catch2/catch.hpp>

#include <cstdio>
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
    draft.bytes = Bytes(pdf.begin(), pdf.end());
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

// boxes.ttf without its character maps and names, as subsets for PDF often are.
std::string nameless_program() {
    auto font = support::read_file(REVIEW_FIXTURES "/fonts/boxes.ttf");
    for (const char* table : {"cmap", "post"}) font.replace(font.find(table), 4, "gone");
    return support::stream_of(font);
}

std::string descriptor(const std::string& file, int flags) {
    return "<</Type/FontDescriptor/FontName/Boxes/Flags " + std::to_string(flags) + "/" + file + " 7 0 R>>";
}

std::string composite(const std::string& kind, const std::string& ordering = "Identity", const std::string& keys = "",
                      const std::string& encoding = "/Identity-H") {
    return "<</Type/Font/Subtype/Type0/BaseFont/Boxes/Encoding" + encoding + keys + "/DescendantFonts[<</Type/Font/Subtype/" + kind +
           "/BaseFont/Boxes/CIDSystemInfo<</Registry(Adobe)/Ordering(" + ordering + ")/Supplement 0>>/DW 600/FontDescriptor 6 0 R>>]>>";
}

std::string cmap(const std::string& body, const std::string& keys = "") {
    return support::stream_of("begincmap 1 begincodespacerange<0000><FFFF>endcodespacerange " + body + " endcmap", keys);
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

TEST_CASE("CIDs that nothing explains are read as the characters some readers show for them, and still told") {
    const auto read = text_of(composite("CIDFontType2"), "<00560065>", {descriptor("FontFile2", 4), support::stream_of("no font")});
    CHECK(read.substr(0, 9) == "\uFFFD\uFFFD\nVe");
    CHECK(read.find("2 glyphs") != std::string::npos);
    // With a /ToUnicode that tells no text they do so too; with a collection they do not.
    const auto empty = text_of(composite("CIDFontType2", "Identity", "/ToUnicode 8 0 R"), "<00560065>",
                               {descriptor("FontFile2", 4), program("boxes.ttf"), support::stream_of("no map")});
    CHECK(empty.find("Ve") != std::string::npos);
    CHECK(text_of(composite("CIDFontType2", "Other"), "<00560065>", {descriptor("FontFile2", 4), program("boxes.ttf")}).find("Ve") == std::string::npos);
}

TEST_CASE("where ToUnicode says other letters than the program, a line is read both ways") {
    const auto read = [](const std::string& told, const std::string& shown) {
        return text_of(composite("CIDFontType2", "Identity", "/ToUnicode 8 0 R"), shown,
                       {descriptor("FontFile2", 4), program("boxes.ttf"), cmap("3 beginbfchar" + told + "endbfchar")});
    };
    CHECK(read("<0001><0041><0002><0042><0003><5F20>", "<000100020003>") == "AB张");
    CHECK(read("<0001><0041><0002><0042><0003><674E>", "<000100020003>") == "AB李\nAB张");
    CHECK(read("<0001><0058><0002><0059><0003><E001>", "<000100020003>") == "XY\ue001\nAB张");
}

TEST_CASE("other spellings of what the program says, and letters of a ligature, are no dispute") {
    const auto read = [](const std::string& told) {
        return text_of(composite("CIDFontType2", "Identity", "/ToUnicode 8 0 R"), "<000100020003>",
                       {descriptor("FontFile2", 4), program("boxes.ttf"), cmap("3 beginbfchar" + told + "endbfchar")});
    };
    CHECK(read("<0001><FF21><0002><00620062><0003><5F20>") == "Ａbb张");
    CHECK(read("<0001><0061><0002><0062><0003><5F20>") == "ab张");
}

TEST_CASE("a CMap of the file builds on another stream, by its program or its dictionary") {
    const auto read = [](const std::string& outer, const std::string& keys) {
        return text_of(composite("CIDFontType0", "GB1", "", " 6 0 R"), "<B0A1B0A2>",
                       {support::stream_of(outer, "/UseCMap 7 0 R"), support::stream_of("begincmap /GBK-EUC-H usecmap endcmap", keys)});
    };
    CHECK(read("begincmap /Inner usecmap endcmap", "/UseCMap/GBK-EUC-H") == "啊阿");
    CHECK(read("begincmap endcmap", "") == "啊阿");
    // A ring of them ends.
    CHECK(read("begincmap /Inner usecmap endcmap", "/UseCMap 6 0 R").find("2 glyphs") != std::string::npos);
}

TEST_CASE("a ToUnicode with all of a font's three thousand entries in one block is read to its end") {
    std::string entries;
    char entry[24];
    for (unsigned code = 1; code <= 3000; ++code) {
        std::snprintf(entry, sizeof entry, "<%04X> <%04X>\n", code, 0x4E00 + 3000 - code);
        entries += entry;
    }
    const auto told = cmap("3000 beginbfchar\n" + entries + "endbfchar");
    const auto font = composite("CIDFontType0", "Identity", "/ToUnicode 7 0 R");
    // 0001, 0800 (the 2,048th), 0BB8 (the last).
    CHECK(text_of(font, "<000108000BB8>", {"<</Type/FontDescriptor/FontName/Boxes/Flags 4>>", told}) == "\u59B7\u51B8\u4E00");
}

TEST_CASE("a ToUnicode that says numbers, or is the name of such a map, tells characters") {
    const auto shown = support::stream_of("no font");
    const std::vector<std::string> more{descriptor("FontFile2", 4), shown, cmap("1 begincidrange <0000> <FFFF> 0 endcidrange")};
    CHECK(text_of(composite("CIDFontType2", "Identity", "/ToUnicode/Identity-H"), "<00415F20>", more) == "A张");
    CHECK(text_of(composite("CIDFontType2", "Identity", "/ToUnicode 8 0 R"), "<00415F20>", more) == "A张");
}

TEST_CASE("where a named collection and the program disagree, a line is read both ways") {
    // Glyphs 1 to 3, taken for CIDs of Adobe-GB1.
    CHECK(text_of(composite("CIDFontType2", "GB1"), "<002200230003>", {descriptor("FontFile2", 4), program("boxes.ttf")}) == "AB\"\nAB张");
}

TEST_CASE("glyph numbers of a program that names nothing are no CIDs of a collection for certain: nobody can read them") {
    const auto read = [](const std::string& keys, const std::string& encoding, const std::string& shown) {
        return text_of(composite("CIDFontType2", "GB1", keys, encoding), shown,
                       {descriptor("FontFile2", 4), nameless_program(), cmap("2 beginbfchar<0003><0041><0004><5F20>endbfchar")});
    };
    const auto guess = read("", "/Identity-H", "<00030004>");
    CHECK(guess.find("2 glyphs") != std::string::npos);
    CHECK(guess.starts_with("\uFFFD\uFFFD\n\"#"));  // searched all the same, as some readers show it
    CHECK(read("/ToUnicode 8 0 R", "/Identity-H", "<00030004>") == "A张");
    // Codes of a charset say what they are; what is no glyph of the program draws nothing else.
    CHECK(read("", "/GBKp-EUC-H", "(\"#)") == "\"#");
    CHECK(read("", "/Identity-H", "<00220023>") == "AB");
}
