// Text of office documents that nobody sees though nothing says that it is hidden. Each case is a document, and what is told.
#include "unit/format_pdf/inspected.hpp"

#include "office_drafts.hpp"

using namespace review;
using namespace office_drafts;
using support::Lines;

namespace {

Lines told(const Draft& draft) { return support::concealed(inspect_document(draft)); }

std::string run(const std::string& properties, const std::string& text = "SECRET") { return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>"; }
std::string paragraph(const std::string& runs, const std::string& properties = "") { return "<w:p><w:pPr>" + properties + "</w:pPr>" + runs + "</w:p>"; }
Draft written(const std::string& properties) { return word(paragraph(run("", "open")) + paragraph(run(properties))); }

const Lines marked{"fake-redaction/highlight: SECRET"}, boxed{"fake-redaction/box: SECRET"}, same{"hidden-text/same-colour: SECRET"};
const std::string black = "<w:color w:val=\"000000\"/>", white = "<w:color w:val=\"FFFFFF\"/>";

std::string cell(const std::string& fill, const std::string& runs, const std::string& style = "") {
    return "<w:tbl><w:tblPr>" + style + "</w:tblPr><w:tr><w:tc><w:tcPr>" + fill + "</w:tcPr>" + paragraph(runs) + "</w:tc></w:tr></w:tbl>";
}

std::string floating(const std::string& fill, const std::string& more = "", const std::string& behind = "0", const std::string& size = "300000") {
    return "<w:r><w:drawing><wp:anchor xmlns:wp=\"w\" xmlns:a=\"a\" xmlns:wps=\"s\" behindDoc=\"" + behind + "\"><wp:extent cx=\"3000000\" cy=\"" + size + "\"/><wp:wrapNone/><a:graphic><wps:wsp><wps:spPr>" +
           fill + "</wps:spPr>" + more + "</wps:wsp></a:graphic></wp:anchor></w:drawing></w:r>";
}

std::string filled(const std::string& colour) { return "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>"; }

std::string shape(const std::string& fill, const std::string& text, const std::string& at = "100000", const std::string& more = "", const std::string& run_properties = "") {
    return "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"s\"" + more + "/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"" + at + "\" y=\"1000000\"/><a:ext cx=\"5000000\" cy=\"500000\"/></a:xfrm>" + fill +
           "</p:spPr><p:txBody><a:p><a:r><a:rPr>" + run_properties + "</a:rPr><a:t>" + text + "</a:t></a:r></a:p></p:txBody></p:sp>";
}

Draft slide(const std::string& shapes, const std::string& ground = "") {
    return package("ppt", "presentationml.presentation", "<p:presentation xmlns:p=\"p\"><p:sldSz cx=\"12192000\" cy=\"6858000\"/></p:presentation>",
                   {{"slide1.xml", "presentationml.slide+xml", "slide",
                     "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:cSld>" + ground + "<p:spTree>" + shapes + "</p:spTree></p:cSld></p:sld>"}});
}

Draft sheet(const std::string& cells, const std::string& around = "") {
    return package("xl", "spreadsheetml.sheet", "<workbook><sheets><sheet name=\"One\" r:id=\"rId1\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/></sheets></workbook>",
                   {{"sheet1.xml", "spreadsheetml.worksheet+xml", "worksheet", "<worksheet>" + around + "<sheetData>" + cells + "</sheetData></worksheet>"},
                    {"styles.xml", "spreadsheetml.styles+xml", "styles",
                     "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/></numFmts><fonts><font/><font><color rgb=\"FFFFFFFF\"/></font><font><color rgb=\"FF000000\"/></font></fonts>"
                     "<fills><fill><patternFill/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000000\"/></patternFill></fill></fills>"
                     "<cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\" fillId=\"2\"/><xf numFmtId=\"164\"/><xf fontId=\"1\" fillId=\"2\"/></cellXfs></styleSheet>"}});
}

std::string value(const std::string& style = "0") { return "<c s=\"" + style + "\" t=\"inlineStr\"><is><t>SECRET</t></is></c>"; }

}  // namespace

TEST_CASE("text in the colour of its marker, its shading, its paragraph or its cell is a fake redaction where that is dark") {
    CHECK(told(written("<w:highlight w:val=\"black\"/>" + black)) == marked);
    CHECK(told(written("<w:highlight w:val=\"black\"/>")) == marked);  // letters stay black on a marker
    CHECK(told(written("<w:shd w:val=\"clear\" w:fill=\"000000\"/>" + black)) == marked);
    CHECK(told(written("<w:shd w:val=\"solid\" w:color=\"000000\" w:fill=\"auto\"/>" + black)) == marked);
    CHECK(told(word(paragraph(run(black), "<w:shd w:val=\"clear\" w:fill=\"000000\"/>"))) == marked);
    CHECK(told(word(cell("<w:shd w:val=\"clear\" w:fill=\"000000\"/>", run(black)))) == marked);
    CHECK(told(written(white)) == same);
}

TEST_CASE("what is written for people to read is not told") {
    CHECK(told(written("<w:shd w:val=\"clear\" w:fill=\"000000\"/>" + white)).empty());
    CHECK(told(written("<w:shd w:val=\"clear\" w:fill=\"000000\"/>")).empty());  // programs write white there
    CHECK(told(written("<w:highlight w:val=\"yellow\"/>" + black)).empty());
    CHECK(told(word(cell("<w:shd w:val=\"clear\" w:fill=\"1F3864\"/>", run(white)))).empty());
    CHECK(told(word("<w:p><w:r><w:txbxContent>" + paragraph(run(white)) + "</w:txbxContent></w:r></w:p>")).empty());
}

TEST_CASE("styles say how text looks, and so does a style of tables whose colours nobody knows") {
    const auto styled = [](const std::string& body) {
        return package("word", "wordprocessingml.document", "<w:document xmlns:w=\"urn:w\"><w:body>" + body + "</w:body></w:document>",
                       {{"styles.xml", "wordprocessingml.styles+xml", "styles",
                         "<w:styles xmlns:w=\"urn:w\"><w:style w:type=\"character\" w:styleId=\"A\"><w:rPr>" + black + "</w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/>"
                         "<w:rPr><w:highlight w:val=\"black\"/></w:rPr></w:style><w:style w:type=\"table\" w:styleId=\"T\"><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:fill=\"4472C4\"/></w:tcPr></w:tblStylePr></w:style></w:styles>"}});
    };
    CHECK(told(styled(paragraph(run("<w:rStyle w:val=\"B\"/>")))) == marked);
    CHECK(told(styled(paragraph(run("<w:rStyle w:val=\"A\"/>")))).empty());
    CHECK(told(styled(cell("", run(white), "<w:tblStyle w:val=\"T\"/>"))).empty());
}

TEST_CASE("text too small, squeezed to nothing or in a frame beside the page is told") {
    CHECK(told(written("<w:sz w:val=\"1\"/>")) == Lines{"hidden-text/too-small: SECRET"});
    CHECK(told(written("<w:w w:val=\"1\"/>")) == Lines{"hidden-text/too-small: SECRET"});
    CHECK(told(written("<w:sz w:val=\"9\"/><w:w w:val=\"66\"/>")).empty());
    CHECK(told(word(paragraph(run(""), "<w:framePr w:x=\"-9000\" w:y=\"-9000\"/>"))) == Lines{"hidden-text/outside-page: SECRET"});
    CHECK(told(word(paragraph(run(""), "<w:framePr w:x=\"1400\" w:y=\"-200\"/>"))).empty());
}

TEST_CASE("an opaque shape that floats before a paragraph is a fake redaction of it") {
    CHECK(told(word(paragraph(run("") + floating(filled("000000"))))) == boxed);
    CHECK(told(word(paragraph(run("") + "<w:r><w:pict><v:rect xmlns:v=\"v\" style=\"position:absolute;width:200pt;height:20pt;z-index:1\" fillcolor=\"black\"/></w:pict></w:r>"))) == boxed);
    CHECK(told(word(paragraph(run("") + floating(filled("000000"), "", "1")))).empty());           // behind the text
    CHECK(told(word(paragraph(run("") + floating(filled("FF0000"), "", "0", "9525")))).empty());  // a red line
    CHECK(told(word(paragraph(run("") + floating("<a:noFill/><a:ln>" + filled("000000") + "</a:ln>")))).empty());
    CHECK(told(word(paragraph(run("") + floating(filled("000000"), "<wps:txbx><w:txbxContent>" + paragraph(run(white, "Title")) + "</w:txbxContent></wps:txbx>")))).empty());
}

TEST_CASE("shapes of a slide: covered, hidden, beside it, in the colour of the ground") {
    CHECK(told(slide(shape("", "SECRET") + shape(filled("4472C4"), ""))) == boxed);
    CHECK(told(slide(shape("", "SECRET", "100000", " hidden=\"1\""))) == Lines{"hidden-text/vanish: SECRET"});
    CHECK(told(slide(shape("", "SECRET", "99000000"))) == Lines{"hidden-text/outside-page: SECRET"});
    CHECK(told(slide(shape("", "SECRET", "100000", "", filled("FFFFFF")))) == same);
    CHECK(told(slide(shape("", "SECRET", "100000", "", "<a:highlight><a:srgbClr val=\"000000\"/></a:highlight>"))) == marked);
    CHECK(told(slide(shape(filled("000000"), "SECRET", "100000", "", filled("000000")))) == marked);
}

TEST_CASE("ordinary slides are told nothing about") {
    CHECK(told(slide(shape(filled("4472C4"), "") + shape("", "SECRET", "100000", "", filled("FFFFFF")))).empty());  // white on a blue shape
    CHECK(told(slide(shape(filled("4472C4"), "SECRET", "100000", "", filled("FFFFFF")))).empty());
    CHECK(told(slide(shape("", "SECRET", "100000", "", filled("FFFFFF")), "<p:bg><p:bgPr>" + filled("101010") + "</p:bgPr></p:bg>")).empty());
    CHECK(told(slide(shape("", "SECRET") + shape("<a:solidFill><a:srgbClr val=\"000000\"><a:alpha val=\"20000\"/></a:srgbClr></a:solidFill>", ""))).empty());
    CHECK(told(slide(shape("", "SECRET") + shape(filled("FFFFFF"), "", "6000000"))).empty());
}

TEST_CASE("rows without height, columns without width and cells that show nothing are told") {
    const Lines hidden{"hidden-text/hidden-sheet: SECRET"};
    CHECK(told(sheet("<row ht=\"0\" customHeight=\"1\">" + value() + "</row>")) == hidden);
    CHECK(told(sheet("<row>" + value() + "</row>", "<cols><col min=\"1\" max=\"1\" width=\"0.1\"/></cols>")) == hidden);
    CHECK(told(sheet("<row>" + value() + "</row>", "<sheetFormatPr zeroHeight=\"1\"/>")) == hidden);
    CHECK(told(sheet("<row ht=\"15\">" + value() + "</row>", "<sheetFormatPr zeroHeight=\"1\"/><cols><col min=\"1\" max=\"1\" width=\"8.5\"/></cols>")).empty());
    CHECK(told(sheet("<row>" + value("3") + "</row>")) == Lines{"hidden-text/vanish: SECRET"});
}

TEST_CASE("cells in the colour of their ground are told, those that a table may colour are not") {
    CHECK(told(sheet("<row>" + value("1") + "</row>")) == same);
    CHECK(told(sheet("<row>" + value("2") + "</row>")) == marked);
    CHECK(told(sheet("<row>" + value("4") + "</row>")).empty());
    CHECK(told(sheet("<row>" + value("1") + "</row>", "<tableParts><tablePart/></tableParts>")).empty());
}
