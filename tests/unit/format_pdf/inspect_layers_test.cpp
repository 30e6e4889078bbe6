// Layers, annotations, marks, and what stands beside the pages.
#include <catch2/catch.hpp>

#include "unit/format_pdf/inspected.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::concealed;
using support::inspect;
using support::Lines;

namespace {

const std::string secret_text = "BT /F1 12 Tf 50 600 Td (SECRET) Tj ET ";

// Object 6 is the layer "Name of it", on or off; 7 a membership of it.
Inspection layered(const std::string& content, const std::string& configuration, const std::string& membership = "") {
    return inspect(support::one_page(content, {"<</Type/OCG/Name(Name of it)>>", "<</Type/OCMD/OCGs 6 0 R" + membership + ">>"}, "",
                                     "/Properties<</L 6 0 R/M 7 0 R>>",
                                     "/OCProperties<</OCGs[6 0 R]/D<<" + configuration + ">>>>"));
}

// An annotation over the secret, with the given keys; further objects start at 7.
Lines annotated(const std::string& keys, const std::vector<std::string>& more = {}) {
    std::vector<std::string> objects{"<</Type/Annot/Rect[48 595 118 615]" + keys + ">>"};
    objects.insert(objects.end(), more.begin(), more.end());
    return concealed(inspect(support::one_page(secret_text, objects, "/Annots[6 0 R]")));
}

std::string appearance(const std::string& content) {
    return support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 70 20]/Resources<</Font<</F1 5 0 R>>>>");
}

}  // namespace

TEST_CASE("text on a layer that is off is hidden, and the layer is listed") {
    const std::string content = "/OC /L BDC " + secret_text + "EMC";
    const auto off = layered(content, "/OFF[6 0 R]");
    CHECK(concealed(off) == Lines{"hidden-text/off-layer: SECRET"});
    REQUIRE(off.layers.size() == 1);
    CHECK(off.layers[0].name.reveal() == "Name of it");
    CHECK(off.layers[0].preview == "Na*******t");
    CHECK_FALSE(off.layers[0].shown);
    CHECK(off.layers[0].glyphs == 6);

    const auto on = layered(content, "");
    CHECK(concealed(on).empty());
    CHECK(on.layers[0].shown);
    CHECK(on.layers[0].glyphs == 6);

    CHECK(concealed(layered(content, "/BaseState/OFF")) == Lines{"hidden-text/off-layer: SECRET"});
    CHECK(concealed(layered(content, "/BaseState/OFF/ON[6 0 R]")).empty());
}

TEST_CASE("a membership dictionary shows what its policy says") {
    const std::string content = "/OC /M BDC /Span <</MCID 0>> BDC " + secret_text + "EMC EMC";
    const Lines hidden{"hidden-text/off-layer: SECRET"};
    CHECK(concealed(layered(content, "/OFF[6 0 R]")) == hidden);
    CHECK(concealed(layered(content, "/OFF[6 0 R]", "/P/AllOff")).empty());
    CHECK(concealed(layered(content, "", "/P/AnyOff")) == hidden);
    CHECK(concealed(layered(content, "", "/VE[/Not 6 0 R]")) == hidden);
    CHECK(concealed(layered(content, "/OFF[6 0 R]", "/VE[/Or[/Not 6 0 R]6 0 R]")).empty());
}

TEST_CASE("a box on a layer that is off covers nothing") {
    CHECK(concealed(layered(secret_text + "/OC /L BDC 48 595 70 20 re f EMC", "/OFF[6 0 R]")).empty());
    CHECK(concealed(layered(secret_text + "/OC /L BDC 48 595 70 20 re f EMC", "")) == Lines{"fake-redaction/box: SECRET"});
}

TEST_CASE("dark highlights and filled shapes over text are fake redactions") {
    const Lines fake{"fake-redaction/annotation: SECRET"};
    CHECK(annotated("/Subtype/Highlight/C[0 0 0]/QuadPoints[48 615 118 615 48 595 118 595]") == fake);
    CHECK(annotated("/Subtype/Square/IC[0 0 0]") == fake);
    CHECK(annotated("/Subtype/Square/IC[1 1 1]") == fake);
    CHECK(annotated("/Subtype/FreeText/C[1]/Contents()") == fake);
    CHECK(annotated("/Subtype/Stamp/AP<</N 7 0 R>>", {appearance("0 0 70 20 re f")}) == fake);
    CHECK(annotated("/Subtype/Highlight/AP<</N 7 0 R>>", {appearance("0 g 0 0 70 20 re f")}) == fake);
}

TEST_CASE("light highlights, frames, notes and hidden annotations cover nothing") {
    CHECK(annotated("/Subtype/Highlight/C[1 1 0]/QuadPoints[48 615 118 615 48 595 118 595]").empty());
    CHECK(annotated("/Subtype/Highlight/AP<</N 7 0 R>>", {appearance("1 1 0 rg 0 0 70 20 re f")}).empty());
    CHECK(annotated("/Subtype/Square/C[0 0 0]").empty());
    CHECK(annotated("/Subtype/Square/IC[0 0 0]/CA .3").empty());
    CHECK(annotated("/Subtype/Square/IC[0 0 0]/F 2").empty());
    CHECK(annotated("/Subtype/Text/C[0 0 0]").empty());
    CHECK(annotated("/Subtype/Popup/C[0 0 0]").empty());
    CHECK(annotated("/Subtype/Stamp/AP<</N 7 0 R>>", {appearance("0 0 70 20 re S")}).empty());
}

TEST_CASE("what a hidden annotation would show is hidden text") {
    CHECK(annotated("/Subtype/Stamp/F 2/AP<</N 7 0 R>>", {appearance("BT /F1 12 Tf 1 1 Td (UNSEEN) Tj ET")}) ==
          Lines{"hidden-text/hidden-annotation: UNSEEN"});
}

TEST_CASE("a redaction mark that was never applied is told with the text below it") {
    const auto seen = inspect(support::one_page(secret_text + "BT /F1 12 Tf 50 500 Td (OPEN) Tj ET", {
        "<</Type/Annot/Subtype/Redact/Rect[40 590 200 620]/QuadPoints[48 615 118 615 48 595 118 595]/IC[0 0 0]>>"}, "/Annots[6 0 R]"));
    REQUIRE(concealed(seen) == Lines{"redaction-mark/unapplied: SECRET"});
    CHECK_FALSE(seen.concealed[0].object.empty());
    CHECK(seen.concealed[0].count == 6);
    CHECK(seen.concealed[0].quads == std::vector<Quad>{{48, 595, 118, 595, 118, 615, 48, 615}});
    CHECK(concealed(inspect(support::one_page("", {"<</Type/Annot/Subtype/Redact/Rect[0 0 9 9]>>"}, "/Annots[6 0 R]"))) ==
          Lines{"redaction-mark/unapplied: "});
}

TEST_CASE("scripts, thumbnails and signatures are listed") {
    const auto seen = inspect(support::one_page("", {
        "<</S/JavaScript/JS(app.alert\\(1\\))>>",
        support::stream_of("\x7f", "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 10 20 30]/Contents<00>>>",
    }, "/Thumb 7 0 R", "", "/OpenAction 6 0 R/AcroForm<</Fields[<</FT/Sig/T(s)/V 8 0 R>>]/XFA(x)>>"));
    CHECK(concealed(seen) == Lines{"thumbnail/page-image: ", "script/javascript: app.alert(1)", "script/xfa: "});
    REQUIRE(seen.signatures.size() == 1);
    CHECK(seen.signatures[0].covered == 40);
    CHECK_FALSE(seen.signatures[0].whole);
    CHECK_FALSE(seen.complete);  // the XFA form is a blind spot
}

TEST_CASE("attachments are inspected like drafts") {
    const auto inner = support::one_page(secret_text + "48 595 70 20 re f");
    const auto seen = inspect(support::one_page("", {
        "<</Type/Filespec/F(name.pdf)/UF(name.pdf)/EF<</F 7 0 R/UF 7 0 R>>>>",
        support::stream_of(inner, "/Type/EmbeddedFile"),
    }, "", "", "/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"));
    REQUIRE(concealed(seen) == Lines{"attachment/file: name.pdf"});
    CHECK(seen.concealed[0].count == inner.size());
    REQUIRE(seen.concealed[0].inside.size() == 1);
    CHECK(concealed(seen.concealed[0].inside[0]) == Lines{"fake-redaction/box: SECRET"});
    CHECK(seen.concealed[0].inside[0].name == "attachment 1");
    CHECK(seen.revisions == 1);  // the end of the attached file is none of this one
}
