// What an officer is told before any review: each kind of concealment, and its innocent look-alikes.
#include <catch2/catch.hpp>

#include "unit/format_pdf/inspected.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::concealed;
using support::inspect;
using support::Lines;

namespace {

Lines on_page(const std::string& content, const std::vector<std::string>& more = {},
                                 const std::string& page_keys = "", const std::string& resource_keys = "",
                                 const std::string& catalogue_keys = "") {
    return concealed(inspect(support::one_page(content, more, page_keys, resource_keys, catalogue_keys)));
}

const std::string open_text = "BT /F1 12 Tf 50 700 Td (OPEN) Tj ET ";
const std::string secret_text = "BT /F1 12 Tf 50 600 Td (SECRET) Tj ET ";
const std::string box_over_it = "48 595 70 20 re f ";
const std::string states = "/ExtGState<</Clear<</ca .3>>/Dense<</ca .99>>/Mul<</BM/Multiply>>/Dark<</BM/Darken>>/None<</ca 0>>>>";

}  // namespace

TEST_CASE("a page that shows all it has conceals nothing") {
    const auto seen = inspect(support::one_page(open_text + secret_text));
    CHECK(concealed(seen).empty());
    CHECK(seen.complete);
    CHECK(seen.revisions == 1);
    REQUIRE(seen.parts.size() == 1);
    CHECK(seen.parts[0].kind == PartKind::page);
    CHECK(seen.parts[0].glyphs == 11);
}

TEST_CASE("an opaque box painted over text is a fake redaction, whatever its colour") {
    for (const std::string colour : {"", "0 g ", "1 g ", "1 0 0 rg ", "0 0 0 1 k ", "/DeviceRGB cs 1 1 1 sc "}) {
        INFO(colour);
        CHECK(on_page(open_text + secret_text + colour + box_over_it) == Lines{"fake-redaction/box: SECRET"});
    }
}

TEST_CASE("blocks and broad white outlines of letters over text are fake redactions") {
    const std::vector<std::string> font{"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"};
    const std::string fonts = "/Font<</F1 5 0 R/Z 6 0 R>>";
    const std::string blocks = "BT /Z 20 Tf 45 596 Td -5 Tc (nnnnnnnn) Tj ET ";
    CHECK(on_page(open_text + secret_text + blocks, font, "", fonts) == Lines{"fake-redaction/box: SECRET"});
    CHECK(on_page(open_text + secret_text + "1 G 4 w BT 1 Tr /F1 12 Tf 50 600 Td (SECRET) Tj ET ") ==
          Lines{"fake-redaction/box: SECRET", "hidden-text/same-colour: SECRET"});
    // A thin outline, and an outline below the letters: the white edge of a label on a map.
    CHECK(on_page(open_text + secret_text + "1 G .3 w BT 1 Tr /F1 12 Tf 50 600 Td (SECRET) Tj ET ").empty());
    CHECK(on_page(open_text + "1 G 4 w BT 1 Tr /F1 12 Tf 50 600 Td (SECRET) Tj 0 Tr ET " + secret_text).empty());
    CHECK(on_page("BT /Z 12 Tf 50 600 Td (n) Tj /F1 12 Tf ( item) Tj ET " + open_text, font, "", fonts).empty());
}

TEST_CASE("lines and fields that readers draw over text without an appearance are fake redactions") {
    for (const std::string& keys : std::vector<std::string>{"/Subtype/Ink/InkList[[48 605 118 605]]/BS<</W 20>>/C[0 0 0]", "/Subtype/Line/L[48 605 118 605]/BS<</W 20>>/C[0 0 0]",
                                    "/Subtype/PolyLine/Vertices[48 605 118 605]/Border[0 0 20]/C[0 0 0]", "/Subtype/Widget/FT/Tx/T(x)/MK<</BG[0 0 0]>>"}) {
        INFO(keys);
        CHECK(on_page(open_text + secret_text, {"<</Type/Annot/Rect[48 595 118 615]" + keys + ">>"}, "/Annots[6 0 R]") == Lines{"fake-redaction/annotation: SECRET"});
    }
    CHECK(on_page(open_text + secret_text, {"<</Type/Annot/Rect[48 595 118 615]/Subtype/Line/L[48 598 118 598]/C[0 0 0]>>"}, "/Annots[6 0 R]").empty());
}

TEST_CASE("text under a soft mask that lets nothing through is transparent") {
    const auto masked = [](const std::string& content, const std::string& kind, const std::string& text = "/M gs " + secret_text) {
        return on_page(open_text + text, {support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>")}, "",
                       "/ExtGState<</M<</SMask<</S/" + kind + "/G 6 0 R>>>>>>");
    };
    CHECK(masked("0 g 0 0 595 842 re f", "Luminosity") == Lines{"hidden-text/transparent: SECRET"});
    CHECK(masked("", "Luminosity") == Lines{"hidden-text/transparent: SECRET"});
    CHECK(masked("", "Alpha") == Lines{"hidden-text/transparent: SECRET"});
    CHECK(masked("1 g 0 0 595 842 re f", "Luminosity").empty());
    CHECK(masked("0 g 0 0 595 842 re f", "Alpha").empty());
    CHECK(masked("0 g 0 0 595 842 re f 1 g 40 590 100 40 re f", "Luminosity").empty());
}

TEST_CASE("text that is squeezed to a hair in one direction is too small") {
    for (const std::string text : {"BT 1 Tz /F1 14 Tf 50 600 Td (SECRET) Tj ET ", "BT /F1 14 Tf .02 0 0 1 50 600 Tm (SECRET) Tj ET ", "BT /F1 14 Tf 1 0 0 .02 50 600 Tm (SECRET) Tj ET "}) {
        INFO(text);
        CHECK(on_page(open_text + text) == Lines{"hidden-text/too-small: SECRET"});
    }
    CHECK(on_page(open_text + "BT 40 Tz /F1 14 Tf 50 600 Td (open) Tj ET BT 100 Tz /F1 1 Tf 50 500 Td (open) Tj ET ").empty());
}

TEST_CASE("a box is a box in every form a path can have") {
    for (const std::string& box : std::vector<std::string>{
             "48 595 m 118 595 l 118 615 l 48 615 l h f ",       // lines
             "48 595 m 118 595 l 118 615 l 48 615 l f* ",        // left open, even-odd
             "48 595 m 48 595 118 595 118 595 c 118 615 l 48 615 l b ",
             "20 w 48 605 m 118 605 l S ",                       // a broad line
             "q 1 0 0 1 48 595 cm 0 0 70 20 re f Q ",            // moved
             "q .7 .7 -.7 .7 80 605 cm -60 -60 120 120 re f Q ", // turned
             "q 40 590 90 40 re W n 0 0 595 842 re f Q ",        // a page full of black, clipped
             "/Dense gs 48 595 70 20 re f ",
             "/Dark gs 48 595 70 20 re f ",                      // black, darkened
         }) {
        INFO(box);
        CHECK(on_page(open_text + secret_text + box, {}, "", states) == Lines{"fake-redaction/box: SECRET"});
    }
}

TEST_CASE("a box in a form covers the page below the form") {
    const std::string form = support::stream_of("0 0 70 20 re f", "/Type/XObject/Subtype/Form/BBox[0 0 70 20]");
    CHECK(on_page(secret_text + "q 1 0 0 1 48 595 cm /X Do Q", {form}, "", "/XObject<</X 6 0 R>>") ==
          Lines{"fake-redaction/box: SECRET"});
    const std::string covers = support::stream_of(secret_text + box_over_it, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>"
                                                                             "/Group<</S/Transparency>>");
    CHECK(on_page("/Clear gs /X Do", {covers}, "", states + "/XObject<</X 6 0 R>>") == Lines{"fake-redaction/box: SECRET"});
}

TEST_CASE("only the covered characters of a line are told, with their place") {
    const auto seen = inspect(support::one_page("BT /F1 12 Tf 50 600 Td (Name: SECRET end) Tj ET 86 595 53 20 re f"));
    REQUIRE(concealed(seen) == Lines{"fake-redaction/box: SECRET"});
    const auto& found = seen.concealed[0];
    CHECK(found.page == 1);
    CHECK(found.label == "page 1");
    CHECK(found.count == 6);
    CHECK(found.severity == Severity::critical);
    CHECK(found.preview == "S*****");
    REQUIRE(found.quads.size() == 1);
    CHECK(found.quads[0][0] == Approx(88.68).margin(0.1));
    CHECK(found.quads[0][2] == Approx(137.4).margin(0.1));
}

TEST_CASE("each box is told by itself") {
    CHECK(on_page(open_text + secret_text + box_over_it + "48 695 70 20 re f") ==
          Lines{"fake-redaction/box: SECRET", "fake-redaction/box: OPEN"});
}

TEST_CASE("two boxes side by side cover what neither does alone") {
    CHECK(on_page(open_text + secret_text + "48 595 38 20 re f 86 595 38 20 re f ") ==
          Lines{"fake-redaction/box: SECR", "fake-redaction/box: ET"});
    CHECK(on_page(secret_text + "48 595 70 10 re f 48 605 70 10 re f ").size() == 1);
}

TEST_CASE("hatching covers text where its cells are filled, and only there") {
    const auto with = [](const std::string& cell, const std::string& step) {
        const auto pattern = support::stream_of(cell, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep " + step + "/YStep 4/Resources<<>>");
        return on_page(secret_text + "/Pattern cs /P scn " + box_over_it, {pattern}, "", "/Pattern<</P 6 0 R>>");
    };
    CHECK(with("0 g 0 0 4 4 re f 1 G 0 0 m 4 4 l S", "4") == Lines{"fake-redaction/box: SECRET"});
    CHECK(with("0 g 0 0 4 4 re f", "40").empty());
    CHECK(with("0 0 m 4 4 l S", "4").empty());
    CHECK(with("/Pattern cs /P scn 0 0 4 4 re f", "4").empty());
}

TEST_CASE("black dots on a black line are no marker's work") {
    CHECK(on_page("48 604.3 70 .8 re f BT /F1 2 Tf 50 604.2 Td (ab) Tj ET") == Lines{"hidden-text/same-colour: ab"});
}

TEST_CASE("black text on a black box is the highlighter of a word processor") {
    CHECK(on_page("0 g " + box_over_it + secret_text) == Lines{"fake-redaction/highlight: SECRET"});
    CHECK(on_page(".1 .1 .1 rg " + box_over_it + "0 g " + secret_text) == Lines{"fake-redaction/highlight: SECRET"});
}

TEST_CASE("the same label in the colour of three boxes covers nothing, and is told as hidden") {
    std::string page;
    for (const std::string y : {"600", "500", "400"}) {
        page += "48 " + y + " 70 20 re f BT /F1 12 Tf 50 " + y + " Td (b5) Tj ET ";
    }
    CHECK(on_page(page) == Lines{"hidden-text/same-colour: b5\nb5\nb5"});
}

TEST_CASE("a picture over text is a fake redaction; one that fills the page has a text layer below") {
    const std::string image = support::stream_of("\x7f", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray");
    const auto with = [&](const std::string& content) { return on_page(content, {image}, "", "/XObject<</X 6 0 R>>"); };
    CHECK(with(open_text + secret_text + "q 70 0 0 20 48 595 cm /X Do Q") == Lines{"fake-redaction/image: SECRET"});
    CHECK(with(secret_text + "q 595 0 0 842 0 0 cm /X Do Q") == Lines{"hidden-text/covered: SECRET"});
    CHECK(with("q 595 0 0 842 0 0 cm /X Do Q " + secret_text).empty());
    CHECK(with(secret_text + "q 70 0 0 20 48 595 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q") == Lines{"fake-redaction/image: SECRET"});
}

TEST_CASE("a scan in strips over its text is no heap of fake redactions") {
    const std::string image = support::stream_of("\x7f", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray");
    std::string strips;
    for (int y = 0; y < 842; y += 90) strips += "q 595 0 0 90 0 " + std::to_string(y) + " cm /X Do Q ";
    CHECK(on_page(secret_text + strips, {image}, "", "/XObject<</X 6 0 R>>") == Lines{"hidden-text/covered: SECRET"});
    CHECK(on_page("3 Tr " + secret_text + strips, {image}, "", "/XObject<</X 6 0 R>>") == Lines{"hidden-text/render-mode: SECRET"});
    CHECK(on_page(strips + "3 Tr " + secret_text + box_over_it, {image}, "", "/XObject<</X 6 0 R>>") == Lines{"fake-redaction/box: SECRET"});
}

TEST_CASE("what lies below text, beside it or lets it through is no redaction") {
    const std::string seal = support::stream_of("\x7f", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 7 0 R");
    const std::string mask = support::stream_of(std::string(1, '\0'), "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray");
    for (const std::string& content : std::vector<std::string>{
             ".8 g " + box_over_it + "0 g " + secret_text,            // a table's background
             "0 g " + box_over_it + "1 g " + secret_text,             // a dark header cell with white text
             "1 0 0 rg " + box_over_it + "1 1 0 rg " + secret_text,   // a coloured one
             secret_text + "48 597 70 1 re f ",                       // an underline
             secret_text + "48 603 70 1 re f ",                       // struck through
             secret_text + "1 w 48 598 m 118 598 l S ",
             secret_text + "48 595 70 20 re S ",                      // a frame
             secret_text + "48 595 70 20 re n ",
             secret_text + "q 48 595 70 20 re W n 400 400 10 10 re f Q ",
             secret_text + "1 1 0 rg /Clear gs " + box_over_it,       // a highlighter
             secret_text + "1 1 0 rg /Mul gs " + box_over_it,
             secret_text + "1 1 0 rg /Dark gs " + box_over_it,
             secret_text + "/None gs " + box_over_it,
             secret_text + "48 595 70 20 re 49 596 68 18 re f* ",     // a ring
             secret_text + "q 70 0 0 20 48 595 cm /X Do Q",           // a seal with a mask
             secret_text + "q 70 0 0 20 48 595 cm BI /IM true /W 1 /H 1 ID \x7f EI Q",
             secret_text + box_over_it + "1 g " + secret_text,        // said again, above
             secret_text + "110 595 70 20 re f ",                     // beside
             secret_text + "48 606 70 9 re f ",                       // the upper halves of the letters
             "BT /F1 12 Tf 50 600 Td (....., \\227 __) Tj ET " + box_over_it,
             "BT /F1 12 Tf 50 600 Td (        ) Tj ET " + box_over_it,
         }) {
        INFO(content);
        CHECK(on_page(content, {seal, mask}, "", states + "/XObject<</X 6 0 R>>").empty());
    }
}

TEST_CASE("hidden text is told by the way it is hidden") {
    const auto check = [](const std::string& content, const std::string& manner, const std::string& page_keys = "") {
        INFO(content);
        CHECK(on_page(open_text + content, {}, page_keys, states) == Lines{"hidden-text/" + manner + ": SECRET"});
    };
    check("3 Tr " + secret_text, "render-mode");
    check("7 Tr " + secret_text, "render-mode");
    check("1 g " + secret_text, "same-colour");
    check(".97 g " + secret_text, "same-colour");
    check("0 0 1 rg 0 0 595 842 re f 0 0 .95 rg " + secret_text + "1 g " + open_text, "same-colour");
    check("/None gs " + secret_text, "transparent");
    check("BT /F1 12 Tf 900 600 Td (SECRET) Tj ET ", "outside-page");
    check(secret_text, "outside-page", "/CropBox[0 650 595 842]");
    check("q 0 0 10 10 re W n " + secret_text + "Q ", "clipped");
    check("q W n " + secret_text + "Q ", "clipped");
    check("BT /F1 .2 Tf 50 600 Td (SECRET) Tj ET ", "too-small");
    check(secret_text + "1 g 0 0 595 680 re f 0 g ", "covered");
}

TEST_CASE("visible text of any manner is not told") {
    for (const std::string& content : std::vector<std::string>{
             "1 Tr " + secret_text, "2 Tr 1 g 0 G " + secret_text,
             "q 7 Tr " + secret_text + "0 0 595 842 re f Q ",                // a colour painted through the letters
             ".8 g " + secret_text,                                          // a pale watermark
             "/Clear gs " + secret_text,
             "q 40 590 200 200 re W n " + secret_text + "Q ",
             "/Pattern cs /P scn " + secret_text,
             "/Pattern cs /P scn 0 590 595 50 re f 1 g " + secret_text,
         }) {
        INFO(content);
        const std::string pattern = "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function<</FunctionType 2/N 1/Domain[0 1]>>>>>>>>";
        CHECK(on_page(open_text + content, {}, "", states + pattern).empty());
    }
}
