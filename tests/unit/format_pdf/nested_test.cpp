#include <catch2/catch.hpp>

#include <review/document.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

// Content that is painted with instead of placed: pattern cells, groups of soft masks, glyph procedures.
namespace {

const std::string resources = "/Resources<</Font<</F1 5 0 R>>>>";

std::string cell(const std::string& content, const std::string& keys = "") {
    return support::stream_of(content, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 40]/XStep 200/YStep 40" + resources + keys);
}

std::string group(const std::string& content) {
    return support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 400 400]/Group<</S/Transparency/CS/DeviceGray>>" + resources);
}

Extraction read(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction content;
    open_document(draft)->extract(content);
    return content;
}

std::string text_of(const std::string& pdf) { return read(pdf).parts.at(0).text; }

struct Cut {
    std::size_t boxes = 0;
    std::string raw, mupdf, ghost;
};

Cut cut(const std::string& pdf, const std::string& value, Width width = Width::grid) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = support::plan_for(draft, *document, value);
    plan.width = width;
    REQUIRE_FALSE(plan.cuts.empty());
    const auto rewritten = document->rewrite(plan);
    support::TempFolder folder;
    const auto path = folder / "out.pdf";
    support::write_file(path, std::string(as_text(rewritten.bytes)));
    Cut out;
    out.boxes = rewritten.boxes.size();
    out.raw = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", path, "-"}).out;
    out.mupdf = support::run({"mutool", "draw", "-F", "txt", path}).out;
    out.ghost = support::run({"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", path}).out;
    for (const auto* text : {&out.raw, &out.mupdf, &out.ghost}) CHECK(text->find(value) == std::string::npos);
    return out;
}

bool has(const std::string& text, const std::string& value) { return text.find(value) != std::string::npos; }

}  // namespace

TEST_CASE("text in a pattern cell is read once, after the page, however often it is painted with") {
    const auto pdf = support::one_page("/Pattern cs /P scn 0 0 300 300 re f 1 g /Pattern cs /P scn 0 400 300 300 re f BT 0 g /F1 12 Tf 30 200 Td (page) Tj ET",
                                       {cell("BT /F1 12 Tf 5 10 Td (in a cell) Tj ET")}, "", "/Pattern<</P 6 0 R>>");
    CHECK(text_of(pdf) == "page\nin a cell");
    CHECK(read(pdf).blind_spots.empty());
}

TEST_CASE("a pattern is copied for the page that is cut, for every use of it there") {
    std::vector<std::string> more{cell("BT /F1 12 Tf 5 10 Td (kept secret kept) Tj ET")};
    for (const auto width : {Width::exact, Width::grid}) {
        const auto out = cut(support::one_page("/Pattern cs /P scn 0 0 300 300 re f /Pattern CS /P SCN 9 w 0 400 m 300 400 l S", more, "", "/Pattern<</P 6 0 R>>"),
                             "secret", width);
        CHECK(has(out.mupdf, "kept"));
        CHECK(out.boxes == 0);  // it has no one place
        CHECK_FALSE(has(out.raw, "/P scn"));
        CHECK_FALSE(has(out.raw, "/P SCN"));
    }
}

TEST_CASE("a pattern inside a pattern inside a form is cut where it stands") {
    const auto form = support::stream_of("/Pattern cs /Q scn 0 0 200 200 re f", "/Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<</Pattern<</Q 7 0 R>>>>");
    const auto outer = support::stream_of("/Pattern cs /R scn 0 0 90 90 re f", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 90 90]/XStep 90/YStep 90/Resources<</Pattern<</R 8 0 R>>>>");
    const auto pdf = support::one_page("/Fm Do", {form, outer, cell("BT /F1 12 Tf 5 10 Td (a secret) Tj ET")}, "", "/XObject<</Fm 6 0 R>>");
    CHECK(text_of(pdf) == "a secret");
    cut(pdf, "secret");
}

TEST_CASE("a pattern without resources of its own is read with those of each stream around it") {
    const auto bare = support::stream_of("BT /F1 12 Tf 5 10 Td (bare secret) Tj ET", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 40]/XStep 200/YStep 40");
    const auto pdf = support::one_page("/Pattern cs /P scn 0 0 300 300 re f", {bare}, "", "/Pattern<</P 6 0 R>>");
    CHECK(text_of(pdf) == "bare secret");
    cut(pdf, "secret");
}

TEST_CASE("the colour of text may be a pattern: both are cut") {
    const auto pdf = support::one_page("BT /F1 40 Tf 30 200 Td /Pattern cs /P scn (secret and more) Tj ET", {cell("BT /F1 12 Tf 5 10 Td (dots secret) Tj ET")}, "",
                                       "/Pattern<</P 6 0 R>>");
    CHECK(text_of(pdf) == "secret and more\ndots secret");
    const auto out = cut(pdf, "secret");
    CHECK(has(out.mupdf, "more"));
    CHECK(out.boxes == 1);
}

TEST_CASE("a pattern that paints itself is a blind spot and no cut") {
    const auto pdf = support::one_page("/Pattern cs /P scn 0 0 300 300 re f", {cell("/Pattern cs /P scn 0 0 9 9 re f", "/Resources<</Pattern<</P 6 0 R>>>>")}, "",
                                       "/Pattern<</P 6 0 R>>");
    const auto content = read(pdf);
    REQUIRE(content.blind_spots.size() >= 1);
    CHECK(content.blind_spots[0].reason == BlindReason::limit);
}

TEST_CASE("text in the group of a soft mask has a place, and gets its box there") {
    const auto pdf = support::one_page("q /M gs 0 0 1 rg 0 180 400 60 re f Q q /N gs 0 0 400 400 re f Q", {group("1 g BT /F1 12 Tf 30 200 Td (masked secret) Tj ET")}, "",
                                       "/ExtGState<</M<</SMask<</S/Luminosity/G 6 0 R>>>>/N<</ca .5/SMask<</S/Alpha/G 6 0 R>>>>>>");
    CHECK(text_of(pdf) == "masked secret");
    const auto out = cut(pdf, "secret", Width::exact);
    CHECK(out.boxes == 1);
    CHECK(has(out.raw, "/ca 0.5"));
    CHECK_FALSE(has(out.raw, "/M gs"));
    CHECK_FALSE(has(out.raw, "/N gs"));
}

TEST_CASE("a path that a colour interrupts is still the path of its page") {
    const auto pdf = support::one_page("0 0 m 90 90 l /Pattern cs /P scn 90 0 l f BT /F1 12 Tf 9 9 Td (secret) Tj ET", {cell("1 1 9 9 re f")}, "", "/Pattern<</P 6 0 R>>");
    CHECK(has(cut(pdf, "secret").raw, "90 0 l"));
}

namespace {

// A page that shows `codes` with a Type 3 font: the procedure of ! is given, that of " is a square.
std::string typed(const std::string& codes, const std::string& procedure, const std::string& keys = "", const std::vector<std::string>& more = {}) {
    const std::string font = "<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</glyph.first 6 0 R/glyph.second 7 0 R>>"
                             "/Encoding<</Type/Encoding/Differences[33/glyph.first/glyph.second]>>/FirstChar 33/LastChar 34/Widths[1000 1000]" + keys + ">>";
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/T 8 0 R>>>>>>",
        support::stream_of("BT /T 100 Tf 30 200 Td " + codes + " Tj ET"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        support::stream_of(procedure), support::stream_of("1000 0 d0 0 0 500 500 re f"), font};
    objects.insert(objects.end(), more.begin(), more.end());
    return support::pdf_of(objects);
}

// Object 9: ! is V.
const std::string says_v = support::stream_of("/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                                              "1 beginbfchar <21> <0056> endbfchar endcmap end");

}  // namespace

TEST_CASE("a Type 3 glyph of no other meaning means what its procedure shows") {
    const auto pdf = typed("(!)", "1000 0 d0 BT /F1 100 Tf (secret) Tj ET");
    CHECK(text_of(pdf) == "secret");
    CHECK(read(pdf).blind_spots.empty());
    cut(pdf, "secret");
}

TEST_CASE("what a Type 3 glyph stands for and what it shows are two readings of it") {
    const auto pdf = typed("(!!)", "1000 0 d0 BT /F1 100 Tf (secret) Tj ET", "/ToUnicode 9 0 R", {says_v});
    CHECK(text_of(pdf) == "VV\nsecretsecret");
    cut(pdf, "secret");
    CHECK(text_of(typed("(!)", "1000 0 d0 BT /F1 100 Tf (V) Tj ET", "/ToUnicode 9 0 R", {says_v})) == "V");
}

TEST_CASE("what only a removed procedure drew is gone with it") {
    const auto form = support::stream_of("BT /F1 100 Tf (secret) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Resources<</Font<</F1 5 0 R>>>>");
    const auto pdf = typed("(!\")", "1000 0 d0 /Fm Do", "/Resources<</XObject<</Fm 10 0 R>>>>/ToUnicode 9 0 R", {says_v, form});
    const auto out = cut(pdf, "secret");
    CHECK(has(out.raw, "0 0 500 500 re"));
    CHECK_FALSE(has(out.raw, "/Fm"));
}

TEST_CASE("a Type 3 procedure that shows its own glyph, or text nobody can read, is told") {
    CHECK(text_of(typed("(!)", "1000 0 d0 BT /T 100 Tf (!) Tj ET")) == "\ufffd");
    const auto unread = read(typed("(!)", "1000 0 d0 BT /T 100 Tf (\") Tj ET", "/ToUnicode 9 0 R", {says_v}));
    REQUIRE(unread.blind_spots.size() == 1);
    CHECK(unread.blind_spots[0].reason == BlindReason::no_unicode);
}

TEST_CASE("the procedures of a Type 3 font with a named encoding are those of its glyph names") {
    const auto named = [](const std::string& encoding) {
        return support::pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</T 6 0 R>>>>>>",
                                support::stream_of("BT /T 100 Tf 30 200 Td (VW) Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                                "<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</V 7 0 R/W 8 0 R>>/Encoding " +
                                    encoding + "/FirstChar 86/LastChar 87/Widths[1000 1000]/Resources<</Font<</F1 5 0 R>>>>>>",
                                support::stream_of("1000 0 d0 BT /F1 100 Tf (secret) Tj ET"), support::stream_of("1000 0 d0 0 0 500 500 re f")});
    };
    for (const char* encoding : {"/WinAnsiEncoding", "<</BaseEncoding/MacRomanEncoding>>", "<</BaseEncoding/WinAnsiEncoding/Differences[33/V]>>"}) {
        INFO(encoding);
        CHECK(text_of(named(encoding)) == "VW\nsecret");
        const auto out = cut(named(encoding), "secret");
        CHECK(has(out.raw, "0 0 500 500 re"));
        CHECK_FALSE(has(out.raw, "/V "));
    }
}
