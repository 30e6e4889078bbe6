// What a file keeps of its past: earlier revisions, bytes after its end, characters of fonts.
#include "format/pdf/inspect/revisions.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/inspected.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::concealed;
using support::inspect;
using support::Lines;

namespace {

// The file with object 4, the content of its page, written anew after its end (ISO 32000-1, 7.5.6).
std::string updated(const std::string& pdf, const std::string& content) {
    const auto before = pdf.rfind("startxref\n");
    const auto offset = pdf.substr(before + 10, pdf.find('\n', before + 10) - before - 10);
    const auto object = pdf.size();
    auto out = pdf + "4 0 obj\n" + support::stream_of(content) + "\nendobj\n";
    const auto table = out.size();
    const auto digits = std::to_string(object);
    out += "xref\n4 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    return out + "trailer\n<</Root 1 0 R/Size 6/Prev " + offset + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::string saying(const std::string& text) { return "BT /F1 12 Tf 50 600 Td (" + text + ") Tj ET"; }

std::string rectangles(const std::string& name) { return support::read_file(REVIEW_FIXTURES "/fonts/" + name); }

// A page that shows codes 0001 and 0002 of a font of rectangles: A, B, U+5F20 and D.
Inspection with_font(const std::string& base_font, const std::string& map) {
    return inspect(support::one_page("BT /F2 12 Tf 50 600 Td <00010002> Tj ET", {
        "<</Type/Font/Subtype/Type0/BaseFont/" + base_font + "/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 9 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + base_font + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/CIDToGIDMap/Identity/FontDescriptor 8 0 R>>",
        "<</Type/FontDescriptor/FontName/" + base_font + "/Flags 4/FontFile2 10 0 R>>",
        support::stream_of("1 begincodespacerange <0000><ffff> endcodespacerange " + map),
        support::stream_of(rectangles("boxes.ttf")),
    }, "", "/Font<</F2 6 0 R>>"));
}

}  // namespace

TEST_CASE("an earlier revision is told with the pages that changed and the text that is gone") {
    const auto first = support::one_page(saying("SECRET"));
    const auto second = updated(first, saying("PUBLIC"));
    const auto seen = inspect(second);
    CHECK(seen.revisions == 2);
    REQUIRE(concealed(seen) == Lines{"revision/earlier: SECRET"});
    CHECK(seen.concealed[0].pages == std::vector<std::uint32_t>{1});
    CHECK(seen.concealed[0].label == "revision 1");
    CHECK(seen.concealed[0].count == 6);
    CHECK(seen.concealed[0].severity == Severity::high);
    CHECK(seen.concealed[0].preview == "S*****");

    const auto third = inspect(updated(second, saying("OTHER")));
    CHECK(third.revisions == 3);
    CHECK(concealed(third) == Lines{"revision/earlier: PUBLIC", "revision/earlier: SECRET"});
    CHECK(third.concealed[1].pages == std::vector<std::uint32_t>{1});
}

TEST_CASE("a revision that took nothing away is still told") {
    const auto seen = inspect(updated(support::one_page(saying("SAME")), saying("SAME")));
    REQUIRE(concealed(seen) == Lines{"revision/earlier: "});
    CHECK(seen.concealed[0].pages.empty());
    CHECK(seen.concealed[0].severity == Severity::medium);
}

TEST_CASE("ends of revisions are those a cross-reference section leads to") {
    const auto ends = [](const std::string& file) { return pdf::revision_ends(as_bytes(file)).size(); };
    const auto first = support::one_page(saying("one"));
    CHECK(ends(first) == 1);
    CHECK(ends(updated(first, saying("two"))) == 2);
    CHECK(ends("junk before it\n" + first) == 1);
    CHECK(ends("%PDF-1.7\n%%EOF\n") == 0);
    CHECK(ends("%PDF-1.7\n" + std::string("startxref\n0\n%%EOF\n") + first) == 1);  // a linearised file begins so
    CHECK(ends(first + "startxref\n7\n%%EOF\n") == 2);                              // damaged, and told
    CHECK(pdf::revision_ends(as_bytes(first)) == std::vector<std::size_t>{first.size() - 1});
}

TEST_CASE("a revision is one whose end mark was taken out, for the next leads back to it") {
    const auto first = support::one_page(saying("SECRET"));
    for (const auto& gone : std::vector<std::string>{"%%EOF\n", first.substr(first.rfind("startxref"))}) {
        INFO(gone);
        auto file = updated(first, saying("PUBLIC"));
        REQUIRE(file.find(gone) != std::string::npos);
        // Places behind it stay as they are.
        file.replace(file.find(gone), gone.size(), std::string(gone.size() - 1, ' ') + "\n");
        const auto seen = inspect(file);
        CHECK(seen.revisions == 2);
        CHECK(concealed(seen) == Lines{"revision/earlier: SECRET"});
        const auto third = inspect(updated(file, saying("OTHER")));
        CHECK(third.revisions == 3);
        CHECK(concealed(third) == Lines{"revision/earlier: PUBLIC", "revision/earlier: SECRET"});
    }
}

TEST_CASE("two tables of one revision are one revision") {
    const auto first = support::one_page(saying("SAME"));
    auto file = updated(first, saying("SAME"));
    const auto table = file.rfind("xref\n4 1");
    file.resize(file.rfind("startxref"));
    const auto second = file.size();
    file += "xref\n0 0\ntrailer\n<</Root 1 0 R/Size 6/Prev " + std::to_string(table) + ">>\nstartxref\n" + std::to_string(second) + "\n%%EOF\n";
    CHECK(inspect(file).revisions == 2);
}

TEST_CASE("what no page shows and nothing leads to is read, told, and left behind") {
    const auto draw = [](const std::string& text) { return support::stream_of("BT /F1 12 Tf 50 500 Td (" + text + ") Tj ET"); };
    const std::string form_keys = "/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</Font<</F1 5 0 R>>>>";
    const std::string page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>";
    const auto form = support::stream_of("BT /F1 12 Tf 50 500 Td (SECRET) Tj ET", form_keys);
    for (const auto& pdf : {support::one_page(saying("OPEN"), {page, draw("SECRET")}),                                    // a page that was deleted
                            support::one_page(saying("OPEN"), {draw("SECRET")}),                                          // its content alone
                            support::one_page(saying("OPEN"), {form}, "", "/XObject<</X 6 0 R>>"),                        // nobody paints it
                            support::one_page(saying("OPEN"), {form}),
                            support::one_page(saying("OPEN"), {page, draw("SECRET")}, "", "", "/Names<</Pages<</Names[(x)6 0 R]>>>>"),  // 12.7.6
                            support::one_page(saying("OPEN"), {"<</Type/Annot/Subtype/Text/Contents(SECRET)>>"})}) {
        INFO(pdf);
        const auto seen = inspect(pdf);
        REQUIRE(seen.concealed.size() == 1);
        CHECK(concealed(seen) == Lines{"hidden-text/outside-page: SECRET"});
        CHECK(seen.concealed[0].label.starts_with("unused object "));
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        const auto document = open_document(draft);
        const auto plan = support::plan_for(draft, *document, "SECRET");
        CHECK(plan.cuts.size() == 1);
        CHECK(std::string(as_text(document->rewrite(plan).bytes)).find("SECRET") == std::string::npos);
    }
    // What the pages say, too, and what belongs to the file alone, is no news.
    CHECK(concealed(inspect(support::one_page(saying("OPEN"), {page, draw("OPEN")}))).empty());
    CHECK(concealed(inspect(support::one_page(saying("OPEN"), {"<</Type/Font/Subtype/Type1/BaseFont/Courier>>", "[1 2 3]"}))).empty());
}

TEST_CASE("bytes after the end of the file are told") {
    const auto seen = inspect(support::one_page(saying("x")) + "left over");
    REQUIRE(concealed(seen) == Lines{"revision/after-end: "});
    CHECK(seen.concealed[0].count == 9);
    CHECK(concealed(inspect(support::one_page(saying("x")) + "\r\n\r\n")).empty());
}

TEST_CASE("a subset font tells the characters no text uses") {
    const std::string three = "3 beginbfchar <0001><0041> <0002><0042> <0003><5F20> endbfchar";
    const auto seen = with_font("ABCDEF+Boxes", three);
    REQUIRE(concealed(seen) == Lines{"unused-glyphs/outlines: D张"});  // the third glyph, and one without a code
    CHECK(seen.concealed[0].count == 2);
    CHECK(seen.concealed[0].severity == Severity::medium);

    // Another tool took the outline and left the map.
    CHECK(concealed(with_font("ABCDEF+Boxes", "1 beginbfchar <0009><9F99> endbfchar")) ==
          Lines{"unused-glyphs/outlines: D张", "unused-glyphs/unicode: 龙"});
    CHECK(concealed(with_font("Boxes", three)).empty());  // whole, so it says nothing of this text
}

TEST_CASE("text that is copied as other letters than are seen is told") {
    const auto seen = with_font("Boxes", "2 beginbfchar <0001><4E09> <0002><0042> endbfchar");  // 三 for A, B for B
    CHECK(concealed(seen) == Lines{"hidden-text/disputed: 三"});
}
