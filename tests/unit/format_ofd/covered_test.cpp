// Fake redactions: text under something opaque that is drawn later (GB/T 33190, 7.6, 7.7 and 9.1). Each case is a page, and what is told.
#include "unit/format_pdf/inspected.hpp"
#include "unit/format_ofd/small_ofd.hpp"
#include "unit/format_picture/png_files.hpp"

using namespace review;
using support::Lines;

namespace {

const std::string secret = text_object(text_code("SECRET", "DeltaX=\"g 5 4\""));
const std::string black = "<ofd:FillColor Value=\"0 0 0\"/>";
const std::string over = "8 18 60 10";  // around the secret, in millimetres

std::string box(const std::string& colour = black, const std::string& more = "Fill=\"true\" Stroke=\"false\"", const std::string& boundary = over) {
    return "<ofd:PathObject ID=\"6\" Boundary=\"" + boundary + "\" " + more + ">" + colour + "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 10 L 0 10 C</ofd:AbbreviatedData></ofd:PathObject>";
}

Lines told(const SmallOfd& ofd) {
    const auto draft = ofd.draft();
    Lines lines;
    for (auto& line : support::concealed(inspect_document(draft))) {
        if (line.starts_with("fake") || line.starts_with("hidden")) lines.push_back(std::move(line));
    }
    return lines;
}

Lines told(const std::string& page) {
    SmallOfd ofd;
    ofd.page = page;
    return told(ofd);
}

const Lines fake{"fake-redaction/box: SECRET"};

SmallOfd with_picture(const Bytes& bytes, const std::string& more = "") {
    SmallOfd ofd;
    ofd.res = "<ofd:MultiMedias><ofd:MultiMedia ID=\"7\" Type=\"Image\"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>";
    ofd.more = {{"Doc_0/a.png", std::string(bytes.begin(), bytes.end())}};
    ofd.page = secret + "<ofd:ImageObject ID=\"21\" Boundary=\"" + over + "\" CTM=\"60 0 0 10 0 0\" ResourceID=\"7\"" + more + "/>";
    return ofd;
}

}  // namespace

TEST_CASE("a box over text is a fake redaction, whatever its colour, with its place and its text") {
    CHECK(told(secret + box()) == fake);
    CHECK(told(secret + box("<ofd:FillColor Value=\"255 255 255\"/>")) == fake);
    CHECK(told(secret + box("<ofd:FillColor ColorSpace=\"4\" Index=\"3\"/>")) == fake);
    SmallOfd ofd;
    ofd.page = secret + box();
    const auto draft = ofd.draft();
    const auto seen = inspect_document(draft);
    const auto found = std::find_if(seen.concealed.begin(), seen.concealed.end(), [](const Concealed& one) { return one.kind == Concealment::fake_redaction; });
    REQUIRE(found != seen.concealed.end());
    CHECK(found->severity == Severity::critical);
    CHECK(found->page == 1);
    CHECK(found->label == "page 1");
    CHECK(found->count == 6);
    REQUIRE(found->quads.size() == 1);
    CHECK(found->quads[0][0] == Approx(10 * 72 / 25.4));
}

TEST_CASE("a box under text, beside it or around it, the lines of a table and their shades are none") {
    CHECK(told(box() + secret).empty());
    CHECK(told(secret + box(black, "Fill=\"true\" Stroke=\"false\"", "8 40 60 10")).empty());
    CHECK(told(secret + box("", "Stroke=\"true\" Fill=\"false\"")).empty());
    CHECK(told(secret + box("", "")).empty());  // lines are drawn where nothing is said, areas are not
    CHECK(told(secret + "<ofd:PathObject ID=\"6\" Boundary=\"8 18 60 10\"><ofd:AbbreviatedData>M 0 5 L 60 5</ofd:AbbreviatedData></ofd:PathObject>").empty());
    CHECK(told(box("<ofd:FillColor Value=\"220 220 220\"/>", "Fill=\"true\"") + secret).empty());
}

TEST_CASE("what lets text show through is none") {
    CHECK(told(secret + box("", "Fill=\"true\" Stroke=\"false\"")).empty());  // table 35: without a colour an area is transparent
    CHECK(told(secret + box("<ofd:FillColor Value=\"255 255 0\" Alpha=\"100\"/>")).empty());
    CHECK(told(secret + box(black, "Fill=\"true\" Stroke=\"false\" Alpha=\"100\"")).empty());
    CHECK(told(secret + box(black, "Fill=\"true\" Stroke=\"false\" Visible=\"false\"")).empty());
    CHECK(told(secret + box("<ofd:FillColor><ofd:Pattern Width=\"9\" Height=\"9\"><ofd:CellContent/></ofd:Pattern></ofd:FillColor>")).empty());
    CHECK(told(secret + box(black, "Fill=\"true\" Stroke=\"false\"", "8 18 60 1")).empty());  // what is drawn beyond a boundary is not seen
    const std::string clipped = "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary=\"0 0 1 10\"><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 10 L 0 10 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>";
    CHECK(told(secret + box(clipped + black)).empty());
}

TEST_CASE("a broad line over text is a box, and so is what curves round off") {
    CHECK(told(secret + "<ofd:PathObject ID=\"6\" Boundary=\"8 18 60 10\" LineWidth=\"8\"><ofd:AbbreviatedData>M 0 5 L 60 5</ofd:AbbreviatedData></ofd:PathObject>") == fake);
    CHECK(told(secret + "<ofd:PathObject ID=\"6\" Boundary=\"8 18 60 10\" Fill=\"true\" Stroke=\"false\">" + black +
               "<ofd:AbbreviatedData>M 1 0 L 59 0 B 60 0 60 0 60 1 L 60 9 Q 60 10 59 10 L 1 10 A 1 1 0 0 1 0 9 L 0 1 C</ofd:AbbreviatedData></ofd:PathObject>") == fake);
}

TEST_CASE("colours and widths may stand in a DrawParam, of the object or of its layer") {
    SmallOfd ofd;
    ofd.res = "<ofd:DrawParams><ofd:DrawParam ID=\"31\" LineWidth=\"8\"><ofd:FillColor Value=\"0 0 0\"/></ofd:DrawParam><ofd:DrawParam ID=\"32\" Relative=\"31\"/></ofd:DrawParams>";
    ofd.page = secret + box("", "Fill=\"true\" Stroke=\"false\" DrawParam=\"32\"");
    CHECK(told(ofd) == fake);
    ofd.page = secret + "</ofd:Layer><ofd:Layer ID=\"40\" DrawParam=\"32\">" + box("", "Fill=\"true\" Stroke=\"false\"");
    CHECK(told(ofd) == fake);
    ofd.page = secret + box("", "Fill=\"true\" Stroke=\"false\" DrawParam=\"99\"");
    CHECK(told(ofd).empty());
}

TEST_CASE("layers lie above each other by their type, blocks and composites by where they stand") {
    CHECK(told("</ofd:Layer><ofd:Layer ID=\"40\" Type=\"Foreground\">" + box() + "</ofd:Layer><ofd:Layer ID=\"41\">" + secret) == fake);
    CHECK(told(secret + "</ofd:Layer><ofd:Layer ID=\"40\" Type=\"Background\">" + box()).empty());
    CHECK(told("<ofd:PageBlock ID=\"50\">" + secret + "</ofd:PageBlock><ofd:PageBlock ID=\"51\"><ofd:PageBlock ID=\"52\">" + box() + "</ofd:PageBlock></ofd:PageBlock>") == fake);
    SmallOfd ofd;
    ofd.res = "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"60\" Width=\"99\" Height=\"99\"><ofd:Content>" + box() + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>";
    ofd.page = secret + "<ofd:CompositeObject ID=\"61\" Boundary=\"0 0 99 99\" ResourceID=\"60\"/>";
    CHECK(told(ofd) == fake);
    ofd.page = secret + "<ofd:CompositeObject ID=\"61\" Boundary=\"0 0 99 99\" ResourceID=\"60\" Alpha=\"90\"/>";
    CHECK(told(ofd).empty());
    ofd.page = secret + "<ofd:CompositeObject ID=\"61\" Boundary=\"0 100 99 99\" ResourceID=\"60\"/>";
    CHECK(told(ofd).empty());
}

TEST_CASE("a template may cover the page from the foreground, and the page one of the background") {
    const auto page_of = [](const std::string& page, const std::string& in_template, const std::string& order) {
        SmallOfd ofd;
        ofd.common = "<ofd:TemplatePage ID=\"70\" BaseLoc=\"Tpl.xml\"/>";
        ofd.head = "<ofd:Template TemplateID=\"70\" ZOrder=\"" + order + "\"/>";
        ofd.page = page;
        ofd.more = {{"Doc_0/Tpl.xml", "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer ID=\"71\" Type=\"Foreground\">" + in_template + "</ofd:Layer></ofd:Content></ofd:Page>"}};
        return ofd;
    };
    CHECK(told(page_of(secret, box(), "Foreground")) == fake);
    CHECK(told(page_of(secret, box(), "Background")).empty());
    CHECK(told(page_of(box(), secret, "Background")) == fake);
    CHECK(told(page_of(box(), secret, "Foreground")).empty());
}

TEST_CASE("an opaque picture over text is a fake redaction, a seal is none, and a scan over its layer of text is a cover") {
    CHECK(told(with_picture(png_files::toned(4, 4, 0))) == Lines{"fake-redaction/image: SECRET"});
    CHECK(told(with_picture(png_files::toned(4, 4, 0), " Alpha=\"80\"")).empty());
    CHECK(told(with_picture(png_files::toned(4, 4, 0), " ImageMask=\"7\"")).empty());
    CHECK(told(with_picture(png_files::png(2, 1, 8, 4, Bytes{0, 0, 255, 0, 0}))).empty());
    auto scan = with_picture(png_files::toned(4, 4, 200));
    scan.page = secret + "<ofd:ImageObject ID=\"21\" Boundary=\"0 0 100 200\" CTM=\"100 0 0 200 0 0\" ResourceID=\"7\"/>";
    CHECK(told(scan) == Lines{"hidden-text/covered: SECRET"});
    scan.page = "<ofd:ImageObject ID=\"21\" Boundary=\"0 0 100 200\" CTM=\"100 0 0 200 0 0\" ResourceID=\"7\"/>" + secret;
    CHECK(told(scan).empty());
}

TEST_CASE("an annotation may cover text of the page; a marker's stroke does not") {
    const auto page_of = [](const std::string& type, const std::string& colour) {
        SmallOfd ofd;
        ofd.page = secret;
        ofd.document = "<ofd:Annotations>Annots.xml</ofd:Annotations>";
        const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
        ofd.more = {{"Doc_0/Annots.xml", "<ofd:Annotations" + space + "><ofd:Page PageID=\"1\"><ofd:FileLoc>Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"},
                    {"Doc_0/Annot.xml", "<ofd:PageAnnot" + space + "><ofd:Annot ID=\"80\" Type=\"" + type + "\" Creator=\"x\" LastModDate=\"2024-01-01\"><ofd:Appearance Boundary=\"0 0 100 200\">" +
                                            box(colour) + "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"}};
        return ofd;
    };
    CHECK(told(page_of("Path", black)) == Lines{"fake-redaction/annotation: SECRET"});
    CHECK(told(page_of("Highlight", "<ofd:FillColor Value=\"255 255 0\"/>")).empty());
}

TEST_CASE("a page too intricate to be judged is a blind spot") {
    std::string lines = "M 0 0";
    while (lines.size() < 3900) lines += " L 9 9";
    std::string many = "<ofd:PathObject ID=\"6\" Boundary=\"0 0 9 9\"><ofd:AbbreviatedData>" + lines + "</ofd:AbbreviatedData></ofd:PathObject>";
    SmallOfd ofd;
    ofd.res = "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"60\" Width=\"99\" Height=\"99\"><ofd:Content>" + many + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>";
    for (int i = 0; i < 5000; ++i) ofd.page += "<ofd:CompositeObject ID=\"61\" Boundary=\"0 0 99 99\" ResourceID=\"60\"/>";
    const auto draft = ofd.draft();
    const auto seen = inspect_document(draft);
    CHECK(std::any_of(seen.blind_spots.begin(), seen.blind_spots.end(), [](const BlindSpot& spot) { return spot.reason == BlindReason::limit && spot.page == 1; }));
    CHECK_FALSE(seen.complete);
}

TEST_CASE("what a redaction leaves is no fake one") {
    SmallOfd ofd;
    ofd.page = text_object(text_code("before", "DeltaX=\"g 5 4\""), "10 50 80 6") + secret;
    const auto output = make_draft("out.ofd", without_glyphs(ofd, 0, 6).bytes);
    CHECK(support::concealed(inspect_document(output)).empty());
}

TEST_CASE("letters without ink, squeezed letters and black boxes among the letters are told") {
    const auto object = [](const std::string& attributes, const std::string& inner = "") {
        return "<ofd:TextObject ID=\"30\" Boundary=\"10 20 100 10\" Font=\"3\" Size=\"4\" " + attributes + ">" + inner + text_code("SECRET", "DeltaX=\"g 5 4\"") + "</ofd:TextObject>";
    };
    CHECK(told(object("", "<ofd:FillColor Value=\"0 0 0\" Alpha=\"0\"/>")) == Lines{"hidden-text/transparent: SECRET"});
    CHECK(told(object("Fill=\"false\" Stroke=\"false\"")) == Lines{"hidden-text/transparent: SECRET"});
    CHECK(told(object("Fill=\"false\" Stroke=\"true\"")).empty());
    CHECK(told(object("", "<ofd:FillColor Value=\"0 0 0\" Alpha=\"128\"/>")).empty());
    CHECK(told(object("HScale=\"0.01\"")) == Lines{"hidden-text/too-small: SECRET"});
    CHECK(told(object("HScale=\"0.8\"")).empty());
    const auto blocks = "<ofd:TextObject ID=\"31\" Boundary=\"10 20 100 10\" Font=\"3\" Size=\"4.5\">" + text_code("\u2588\u2588\u2588\u2588\u2588\u2588", "DeltaX=\"g 5 4\"") + "</ofd:TextObject>";
    CHECK(told(object("") + blocks) == fake);
    CHECK(told(blocks).empty());
}
