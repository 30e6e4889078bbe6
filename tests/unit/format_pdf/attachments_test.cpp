// Files and scripts are read wherever a PDF can hang them.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>

#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

// How many parts of the draft say it.
long saying(const std::string& text, const std::string& pdf) {
    const Draft draft = make_draft("draft.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction content;
    open_document(draft)->extract(content);
    return std::count_if(content.parts.begin(), content.parts.end(),
                         [&](const Part& part) { return part.text.find(text) != std::string::npos; });
}

const std::string file = support::stream_of("SECRET in a text file", "/Type/EmbeddedFile");
const std::string other = support::stream_of("OTHER text", "/Type/EmbeddedFile");

std::string with(const std::string& catalogue, const std::vector<std::string>& objects, const std::string& page = "") {
    return support::one_page("", objects, page, "", catalogue);
}

}  // namespace

TEST_CASE("an attached file is read wherever its specification stands, and once") {
    const std::string direct = "<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>", shared = "<</Type/Filespec/F(a.txt)/EF<</F 6 0 R/UF 6 0 R>>>>";
    CHECK(saying("SECRET", with("/Names<</EmbeddedFiles<</Names[(a)7 0 R]>>>>", {file, shared})) == 1);
    CHECK(saying("SECRET", with("/Names<</EmbeddedFiles<</Names[(a)" + direct + "]>>>>", {file})) == 1);
    CHECK(saying("SECRET", with("/Names<</EmbeddedFiles<</Kids[7 0 R]>>>>", {file, "<</Names[(a)" + direct + "]>>"})) == 1);
    CHECK(saying("SECRET", with("/AF[" + direct + direct + "]", {file})) == 1);
    CHECK(saying("SECRET", with("", {file, "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS" + direct + ">>"}, "/Annots[7 0 R]")) == 1);
}

TEST_CASE("a file specification may hold another file for every system") {
    const auto pdf = with("/AF[<</Type/Filespec/F(a)/EF<</F 6 0 R/UF 7 0 R>>>>]", {file, other});
    CHECK(saying("SECRET", pdf) == 1);
    CHECK(saying("OTHER", pdf) == 1);
}

TEST_CASE("a script in a stream is read wherever its action stands") {
    const std::string code = support::stream_of("var s='SECRET'");
    const std::string action = "<</S/JavaScript/JS 6 0 R>>";
    CHECK(saying("SECRET", with("/OpenAction 7 0 R", {code, action})) == 1);
    CHECK(saying("SECRET", with("/OpenAction" + action, {code})) == 1);
    CHECK(saying("SECRET", with("/Names<</JavaScript<</Names[(a)" + action + "]>>>>", {code})) == 1);
    CHECK(saying("SECRET", with("", {code, "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/AA<</K" + action + ">>>>"}, "/Annots[7 0 R]")) == 1);
}

TEST_CASE("the packets of an XFA form are read as one XML document, whole or in pieces") {
    const std::string head = support::stream_of("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>");
    const std::string data = support::stream_of("<datasets><a>SECRET &#x5F20;</a></datasets>"), tail = support::stream_of("</xdp:xdp>");
    const std::string whole = support::stream_of("<datasets><a b='SECRET'/></datasets>");
    CHECK(saying("SECRET 张", with("/AcroForm<</Fields[]/XFA[(preamble)6 0 R(datasets)7 0 R(postamble)8 0 R]>>", {head, data, tail})) == 1);
    CHECK(saying("SECRET", with("/AcroForm<</Fields[]/XFA 6 0 R>>", {whole})) == 1);
}

TEST_CASE("an XFA form that is no XML, or no stream, is a place nobody read") {
    const auto unread = [](const std::string& pdf) {
        const Draft draft = make_draft("draft.pdf", Bytes(pdf.begin(), pdf.end()));
        Extraction content;
        open_document(draft)->extract(content);
        return std::count_if(content.blind_spots.begin(), content.blind_spots.end(), [](const BlindSpot& spot) { return spot.goes; });
    };
    CHECK(unread(with("/AcroForm<</XFA 6 0 R>>", {support::stream_of("<a><b>broken")})) == 1);
    CHECK(unread(with("/AcroForm<</XFA(x)>>", {})) == 1);
    CHECK(unread(with("/AcroForm<</XFA 6 0 R>>", {support::stream_of("<a>fine</a>")})) == 0);
}

TEST_CASE("a value or rich text that is a stream is read like a string") {
    const std::string text = support::stream_of("SECRET");
    for (const std::string key : {"V", "DV", "RV"}) CHECK(saying("SECRET", with("/AcroForm<</Fields[7 0 R]>>", {text, "<</FT/Tx/T(a)/" + key + " 6 0 R>>"})) == 1);
    CHECK(saying("SECRET", with("", {text, "<</Subtype/FreeText/Rect[0 0 9 9]/RC 6 0 R>>"}, "/Annots[7 0 R]")) == 1);
}
