#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/pdf/appearances.hpp"
#include "format/pdf/clean_content.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/outlines.hpp"
#include "format/pdf/page_tree.hpp"
#include "format/pdf/removed_values.hpp"
#include "format/pdf/sweep.hpp"
#include "format/pdf/to_unicode.hpp"
#include "format/pdf/writer.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

std::vector<RemovedValue> secret(const std::string& text = "SECRET") {
    std::vector<RemovedValue> values;
    values.push_back({Sensitive(text), "term"});
    return values;
}

std::string cleaned(const std::string& content) {
    ContentShape shape;
    return std::string(as_text(clean_content(as_bytes(content), shape)));
}

// The file after every carrier was dealt with, and what was removed.
std::string swept(const std::string& pdf, Removals& removals, const std::string& value = "SECRET") {
    const auto document = load_pdf(as_bytes(pdf));
    const RemovedValues values(secret(value));
    const PoDoFo::PdfReference page(3, 0);
    rebuild_page_tree(*document, {page});
    prune_outlines(*document, values, {}, removals);
    drop_annotations(*document, *document->GetObjects().GetObject(page), "page 1", {}, values, removals);
    sweep(*document, {{page, 1}}, values, removals);
    return std::string(as_text(write_pdf(document->GetObjects(), *document->GetCatalog()).bytes));
}

bool has(const Removals& removals, const std::string& place, const std::string& reason) {
    for (const auto& removal : removals.list()) {
        if (removal.place == place && removal.reason == reason) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("comments and property lists leave a content stream, drawing stays") {
    CHECK(cleaned("(a%b) Tj % SECRET\nET") == "(a%b) Tj  \nET");
    CHECK(cleaned("/Span <</ActualText (SECRET) /MCID 1>> BDC (x) Tj EMC") == "/Span BMC (x) Tj EMC");
    CHECK(cleaned("/Span /P1 BDC EMC") == "/Span BMC EMC");
    CHECK(cleaned("/P BMC EMC /Artifact MP") == "/P BMC EMC /Artifact MP");
    CHECK(cleaned("/P\nBMC EMC") == "/P\nBMC EMC");
    CHECK(cleaned("/OC /L1 BDC EMC") == "/OC /L1 BDC EMC");
    CHECK(cleaned("(SECRET) /OC /L1 BDC EMC") == " /OC /L1 BDC EMC");
    CHECK(cleaned("/T <</S (SECRET)>> DP") == "/Span MP");
    CHECK(cleaned("BI /W 2 /H 1 ID \x01%\x02 EI Q % c") == "BI /W 2 /H 1 ID \x01%\x02 EI Q    ");
    CHECK(cleaned("(a\\)% b) Tj") == "(a\\)% b) Tj");
    CHECK(cleaned("f (unfinished % x") == "f  ");
}

TEST_CASE("what no reader draws leaves a content stream: unknown operators, tags an author made up") {
    CHECK(cleaned("BX (SECRET) xyz EX 1 w") == "BX  EX 1 w");
    CHECK(cleaned("/SECRET BMC EMC") == "/Span BMC EMC");
    CHECK(cleaned("/SECRET <<>> BDC EMC") == "/Span BMC EMC");
    CHECK(cleaned("/SECRET MP") == "/Span MP");
    CHECK(cleaned("(SECRET) /P MP") == "/Span MP");
    CHECK(cleaned("1 2 Td (x) ' 1 2 (y) \" T* [(z)] TJ f* b*") == "1 2 Td (x) ' 1 2 (y) \" T* [(z)] TJ f* b*");
}

TEST_CASE("an inline image of a content stream ends where it did before, whatever went behind it") {
    const std::string image = "BI /W 1 ID \x80 EI";
    CHECK(cleaned(image + " (SECRET) xyz (\x81) Tj") == image + "              (\x81) Tj");
    CHECK(cleaned(image + "%SECRETS\n(\x81) Tj") == image + "        \n(\x81) Tj");
    CHECK(cleaned(image + " /Secret<</E(SECRET)>>BDC(\x81) Tj") == image + " /Span BMC               (\x81) Tj");
    CHECK(cleaned(image + " (SECRET) EMC (\x81) Tj") == image + "          EMC (\x81) Tj");
    // What comes later moves as ever.
    CHECK(cleaned(image + "\n1 0 0 1 0 0 cm (SECRET) xyz (\x81) Tj") == image + "\n1 0 0 1 0 0 cm  (\x81) Tj");
    CHECK(cleaned("BI ID \x80 EI (a string of many letters) foo (\x81) Tj 1z [ EI D").find("foo") == std::string::npos);
    const auto once = cleaned("BI ID \x80 EI (a string of many letters) foo (\x81) Tj 1z [ EI D");
    CHECK(cleaned(once) == once);
}

TEST_CASE("an inline image ends for who cleans content where it ends for who reads it") {
    CHECK(cleaned("BI ID x EI BT /F1 9 Tf (\x81) Tj %SECRET") == "BI ID x EI BT /F1 9 Tf (\x81) Tj  ");
    CHECK(cleaned("BI ID x EI/P <</E(SECRET)>> BDC") == "BI ID x EI/P BMC               ");
    // ID that no BI is before begins none.
    CHECK(cleaned("1 w ID /P <</E(SECRET)>> BDC EMC") == "1 w  /P BMC EMC");
    CHECK(cleaned("(SECRET) EI 1 w") == " 1 w");
}

TEST_CASE("open and surplus graphics states are counted") {
    ContentShape shape;
    clean_content(as_bytes("Q Q q q (q) Tj BT"), shape);
    CHECK(shape.lowest == -2);
    CHECK(shape.final == 0);
    CHECK(shape.in_text);
}

TEST_CASE("a ToUnicode map says only what used codes mean") {
    const auto map = std::string(as_text(to_unicode_of(
        as_bytes("%SECRET\n1 begincodespacerange <0000><ffff> endcodespacerange 2 beginbfchar <0003> <5F20> <0001><4E09> endbfchar "
                 "2 beginbfrange <0010> <0014> <4E00> <0020><0022>[<0041> <0042><0043>] endbfrange"),
        {1, 0x12, 0x21})));
    CHECK(map.find("SECRET") == std::string::npos);
    CHECK(map.find("5F20") == std::string::npos);
    CHECK(map.find("<0001> <4E09>\n<0012> <4E02>\n<0021> <0042>\nendbfchar") != std::string::npos);
    CHECK(map.find("3 beginbfchar") != std::string::npos);
}

TEST_CASE("a ToUnicode map keeps what its codes mean by the map it refers to") {
    const auto inherited = [](std::uint32_t code, std::size_t length) { return code == 7 && length == 2 ? std::string("张") : std::string(); };
    const auto map = std::string(as_text(to_unicode_of(
        as_bytes("/Adobe-GB1-UCS2 usecmap 1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfchar <0001><4E09> endbfchar"),
        {1, 7, 9}, inherited)));
    CHECK(map.find("2 beginbfchar\n<0001> <4E09>\n<0007> <5F20>\nendbfchar") != std::string::npos);
    CHECK(map.find("usecmap") == std::string::npos);
}

TEST_CASE("a removed value is recognised in every spelling of a string") {
    const RemovedValues values(secret("张三丰"));
    CHECK(values.carried_by("致 张 三\xE3\x80\x80丰 先生"));
    CHECK(values.carried_by("?name=%E5%BC%A0%E4%B8%89%E4%B8%B0"));
    CHECK(values.carried_by_text(PoDoFo::PdfString(reinterpret_cast<const PoDoFo::pdf_utf8*>("张三丰"))));
    CHECK_FALSE(values.carried_by("张三"));
    CHECK(values.carried_by_text(PoDoFo::PdfString("\xD6\xC2 \xD5\xC5\xC8\xFD\xB7\xE1")));  // GBK, as it stands in the file
    CHECK(RemovedValues(secret("張三豐")).carried_by_text(PoDoFo::PdfString("\xB1i\xA4T\xC2\xD7")));  // Big5
    CHECK_FALSE(values.carried_by_text(PoDoFo::PdfString("\xD5\xC5\xC8\xFD")));
}

TEST_CASE("a destination that is called like the value goes, others stay") {
    Removals removals;
    const auto out = swept(support::one_page("", {"<</SECRET[3 0 R/Fit]/Annex[3 0 R/Fit]>>"}, "", "", "/Dests 6 0 R"), removals);
    CHECK(out.find("SECRET") == std::string::npos);
    CHECK(out.find("/Annex") != std::string::npos);
    bool named = false;
    for (const auto& removal : removals.list()) named = named || (removal.reason == "carries-value" && removal.place.ends_with("/..."));
    CHECK(named);
}

TEST_CASE("keys that are not on the list go and are named") {
    Removals removals;
    const auto out = swept(support::one_page("BT /F1 12 Tf (x) Tj ET",
                                             {support::stream_of("SECRET xmp", "/Type/Metadata"),
                                              "<</Names[(a) 8 0 R]>>", "<</S/JavaScript/JS(SECRET)>>"},
                                             "/PieceInfo<</A<</B(SECRET)>>>>/Thumb 6 0 R/SECRETkey 1", "",
                                             "/Metadata 6 0 R/Names<</JavaScript 7 0 R>>/OpenAction 8 0 R"
                                             "/AA<</WC 8 0 R>>/Lang(zh)"),
                           removals);
    CHECK(out.find("SECRET") == std::string::npos);
    CHECK(out.find("JavaScript") == std::string::npos);
    CHECK(out.find("/Lang") != std::string::npos);
    CHECK(has(removals, "/Root /Metadata", "not-on-list"));
    CHECK(has(removals, "/Root /Names /JavaScript", "not-on-list"));
    CHECK(has(removals, "/Root /OpenAction", "not-on-list"));
    CHECK(has(removals, "page 1 /PieceInfo", "not-on-list"));
    CHECK(has(removals, "page 1 /...", "not-on-list"));
}

TEST_CASE("a bookmark that carries the value goes, its children stay") {
    Removals removals;
    const auto out = swept(
        support::one_page("", {"<</First 7 0 R/Last 8 0 R/Count 2>>",
                               "<</Title(A SEC RET)/Parent 6 0 R/Next 8 0 R/First 9 0 R/Last 9 0 R/Count 1>>",
                               "<</Title(Second)/Parent 6 0 R/Prev 7 0 R/Dest[3 0 R/Fit]>>", "<</Title(Child)/Parent 7 0 R>>"},
                          "", "", "/Outlines 6 0 R"),
        removals);
    CHECK(out.find("SEC RET") == std::string::npos);
    CHECK(out.find("(Second)") != std::string::npos);
    CHECK(out.find("(Child)") != std::string::npos);
    CHECK(has(removals, "/Root /Outlines", "carries-value"));
}

TEST_CASE("links stay unless they carry the value, comments go") {
    Removals removals;
    const auto out = swept(
        support::one_page("", {"<</Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(http://x/SECRET)>>>>",
                               "<</Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(http://x/fine)>>>>",
                               "<</Subtype/Text/Rect[0 0 1 1]/Contents(a note)>>",
                               "<</Subtype/Link/Rect[0 0 1 1]/A<</S/Launch/F(bad.exe)>>>>"},
                          "/Annots[6 0 R 7 0 R 8 0 R 9 0 R]"),
        removals);
    CHECK(out.find("SECRET") == std::string::npos);
    CHECK(out.find("http://x/fine") != std::string::npos);
    CHECK(out.find("a note") == std::string::npos);
    CHECK(out.find("bad.exe") == std::string::npos);
    CHECK(has(removals, "page 1 annotation Text", "not-on-list"));
    CHECK(has(removals, "page 1 annotation Link", "carries-value"));
}

TEST_CASE("a page that only a destination reaches is not kept") {
    Removals removals;
    const auto out = swept(support::one_page("", {"<</Type/Page/Contents 7 0 R/Odd(LOST)>>", support::stream_of("x")}, "",
                                             "", "/OpenAction[6 0 R/Fit]"),
                           removals);
    CHECK(out.find("LOST") == std::string::npos);
    CHECK(out.find("/Contents") == out.rfind("/Contents"));
}

TEST_CASE("layers stay, so that what was hidden does not appear") {
    Removals removals;
    const auto out = swept(support::one_page("/OC /L BDC EMC", {"<</Type/OCG/Name(SECRET layer)>>", "<</ActualText(hm)>>"},
                                             "", "/Properties<</L 6 0 R/M 7 0 R>>",
                                             "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/Order[6 0 R]>>>>"),
                           removals);
    CHECK(out.find("/OFF [") != std::string::npos);
    CHECK(out.find("SECRET") == std::string::npos);
    CHECK(out.find("(hm)") == std::string::npos);
}

TEST_CASE("an appearance is placed by its box, matrix and rectangle") {
    const auto placed = placement_of({0, 0, 10, 20}, {0, 1, -1, 0, 0, 0}, {100, 200, 140, 210});
    CHECK(placed == Placement{2, 0, 0, 1, 140, 200});
}

TEST_CASE("a file without document information gets none from the library that reads it") {
    const auto info = [](const std::string& pdf) { return load_pdf(as_bytes(pdf))->GetTrailer()->GetDictionary().HasKey("Info"); };
    CHECK_FALSE(info(support::one_page("")));
    CHECK(info(support::one_page("", {"<</Title(t)>>"}, "", "", "", "/Info 6 0 R")));
}

TEST_CASE("what a trailer says besides its keys, and behind a reference to a reference, is read and goes") {
    const auto parts_of = [](const std::string& pdf) {
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        const auto document = open_document(draft);
        Extraction content;
        document->extract(content);
        std::string text;
        for (const auto& part : content.parts) text += part.text;
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.format = "pdf";
        CHECK(std::string(as_text(document->rewrite(plan).bytes)).find("SECRET") == std::string::npos);
        return text;
    };
    const std::string long_one(600, 'x');
    CHECK(parts_of(support::one_page("", {}, "", "", "", "/Private[(SECRET)(" + long_one + ")]")).find("SECRET") != std::string::npos);
    CHECK(parts_of(support::one_page("", {"<</Author(SECRET)>>", "6 0 R"}, "", "", "", "/Info 7 0 R")).find("SECRET") != std::string::npos);
}
