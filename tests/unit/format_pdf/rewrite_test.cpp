#include <catch2/catch.hpp>

#include <cmath>

#include <review/document.hpp>
#include <review/error.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

struct Outcome {
    Rewritten rewritten;
    std::string raw, laid_out, mupdf, ghost, words;
};

Outcome redacted(const std::string& pdf, const std::string& value) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    const auto plan = support::plan_for(draft, *document, value);
    REQUIRE_FALSE(plan.cuts.empty());
    Outcome outcome;
    outcome.rewritten = document->rewrite(plan);
    CHECK(outcome.rewritten.bytes == document->rewrite(plan).bytes);
    support::TempFolder folder;
    const auto path = folder / "out.pdf";
    support::write_file(path, std::string(as_text(outcome.rewritten.bytes)));
    const auto checked = support::run({"qpdf", "--check", path});
    INFO(checked.out << checked.err);
    CHECK(checked.status == 0);
    outcome.raw = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", path, "-"}).out;
    outcome.laid_out = support::run({"pdftotext", "-layout", path, "-"}).out;
    outcome.words = support::run({"pdftotext", "-bbox", path, "-"}).out;
    outcome.mupdf = support::run({"mutool", "draw", "-F", "txt", path}).out;
    outcome.ghost = support::run({"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", path}).out;
    for (const auto* text : {&outcome.raw, &outcome.laid_out, &outcome.mupdf, &outcome.ghost}) {
        CHECK(text->find(value) == std::string::npos);
    }
    return outcome;
}

std::string words_before(const std::string& pdf) {
    support::TempFolder folder;
    support::write_file(folder / "in.pdf", pdf);
    return support::run({"pdftotext", "-bbox", folder / "in.pdf", "-"}).out;
}

// The -bbox line of a word, with two decimals: where it stands.
std::string line_of(const std::string& words, const std::string& word) {
    const auto end = words.find('>' + word + '<');
    if (end == std::string::npos) return "no " + word;
    auto line = words.substr(words.rfind("<word", end), end - words.rfind("<word", end));
    std::string rounded;
    for (std::size_t i = 0; i < line.size(); ++i) {
        rounded += line[i];
        if (line[i] == '.') {
            rounded += line.substr(i + 1, 1);
            while (i + 1 < line.size() && line[i + 1] >= '0' && line[i + 1] <= '9') ++i;
        }
    }
    return rounded;
}

struct PlacedChar {
    std::string text;
    double x = 0, y = 0;
};

// Every visible character and its origin, as MuPDF draws them.
std::vector<PlacedChar> chars_of(const std::string& pdf) {
    support::TempFolder folder;
    support::write_file(folder / "in.pdf", pdf);
    const auto out = support::run({"mutool", "draw", "-q", "-F", "stext", folder / "in.pdf"}).out;
    std::vector<PlacedChar> chars;
    for (auto at = out.find("<char "); at != std::string::npos; at = out.find("<char ", at + 1)) {
        const auto value_of = [&](const std::string& key) {
            const auto from = out.find(' ' + key + "=\"", at) + key.size() + 3;
            return out.substr(from, out.find('"', from) - from);
        };
        if (value_of("c") != " ") chars.push_back({value_of("c"), std::stod(value_of("x")), std::stod(value_of("y"))});
    }
    return chars;
}

// What is left stands within a tenth of a point of where it stood, and only the value is missing.
void leaves_the_rest(const std::string& before, const std::string& after, const std::string& value) {
    const auto old_chars = chars_of(before);
    std::string missing;
    std::size_t next = 0;
    for (const auto& is : chars_of(after)) {
        const auto same = [&](const PlacedChar& was) {
            return was.text == is.text && std::abs(was.x - is.x) < 0.1 && std::abs(was.y - is.y) < 0.1;
        };
        for (; next < old_chars.size() && !same(old_chars[next]); ++next) missing += old_chars[next].text;
        INFO("a character that moved: " << is.text << " at " << is.x << ' ' << is.y);
        REQUIRE(next++ < old_chars.size());
    }
    for (; next < old_chars.size(); ++next) missing += old_chars[next].text;
    CHECK(!missing.empty());
    while (missing.substr(0, value.size()) == value) missing.erase(0, value.size());
    CHECK(missing.empty());
}

void keeps_place(const std::string& pdf, const std::string& value, const std::vector<std::string>& survivors) {
    const auto outcome = redacted(pdf, value);
    leaves_the_rest(pdf, std::string(as_text(outcome.rewritten.bytes)), value);
    const auto before = words_before(pdf);
    for (const auto& word : survivors) CHECK(line_of(outcome.words, word) == line_of(before, word));
}

std::string text(const std::string& operators) { return support::one_page("BT /F1 12 Tf 72 700 Td " + operators + " ET"); }

}  // namespace

TEST_CASE("a word goes out of every show operator and its neighbours stay where they were") {
    keeps_place(text("(Before 4111222233 after) Tj"), "4111222233", {"Before", "after"});
    keeps_place(text("[(Bef) 20 (ore 41) -15 (1122) 30 (2233 after)] TJ 0 -20 Td (next) Tj"), "4111222233", {"after", "next"});
    keeps_place(text("14 TL (one) Tj (4111222233 two) ' 2 1 (4111222233 three words) \" (four) '"), "4111222233",
                {"one", "two", "three", "words", "four"});
    keeps_place(text("80 Tz 1.5 Tc 4 Tw (Before 4111222233 after all) Tj (more) Tj"), "4111222233", {});
    keeps_place(text("0 -20 Td (41) Tj (11) Tj (222233) Tj ( after) Tj"), "4111222233", {"after"});
}

TEST_CASE("rotated text is cut where it stands") {
    keeps_place(support::one_page("BT /F1 12 Tf 0 1 -1 0 300 300 Tm (Up 4111222233 more) Tj ET"), "4111222233", {});
}

TEST_CASE("a form placed twice loses what is cut in either placement") {
    const auto form = support::stream_of("BT /F1 12 Tf (in 4111222233 form) Tj ET",
                                         "/Type/XObject/Subtype/Form/BBox[0 -10 300 30]/Resources<</Font<</F1 5 0 R>>>>");
    const auto outcome = redacted(support::one_page("q 1 0 0 1 72 700 cm /A Do Q q 1 0 0 1 72 500 cm /A Do Q", {form}, "",
                                                    "/XObject<</A 6 0 R>>"), "4111222233");
    CHECK(outcome.rewritten.boxes.size() == 2);
}

TEST_CASE("what no content draws any more is not in the output") {
    const auto form = [](const std::string& content, const std::string& resources) {
        return support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 -10 300 30]" + resources);
    };
    const std::string shared = "/Resources<</Font<</F1 5 0 R>>/XObject<</Inner 7 0 R/Spare 8 0 R>>>>";
    SECTION("a form in a form, of which every placement is cut") {
        const auto outcome = redacted(
            support::one_page("/A Do", {form("/Inner Do", shared), form("BT /F1 12 Tf (in 4111222233 form) Tj ET", shared),
                                        form("BT /F1 12 Tf (nobody draws me) Tj ET", shared)},
                              "", "/XObject<</A 6 0 R>>"),
            "4111222233");
        CHECK(outcome.raw.find("nobody draws me") == std::string::npos);
    }
    SECTION("a form without resources of its own takes the names of the page with it") {
        const auto outcome = redacted(
            support::one_page("/A Do BT /F1 12 Tf 72 700 Td (4111222233) Tj ET", {form("/Inner Do", ""),
                              form("BT /F1 12 Tf (kept inside) Tj ET", ""), form("BT /F1 12 Tf (nobody draws me) Tj ET", "")},
                              "", "/XObject<</A 6 0 R/Inner 7 0 R/Spare 8 0 R>>"),
            "4111222233");
        CHECK(outcome.laid_out.find("kept inside") != std::string::npos);
        CHECK(outcome.raw.find("nobody draws me") == std::string::npos);
    }
    SECTION("a pattern, a graphics state and the spaces of an inline image stay as far as they are used") {
        const auto pattern = support::stream_of("1 0 0 rg 0 0 2 2 re f", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]"
                                                "/XStep 4/YStep 4/Resources<</ExtGState<</Unused 7 0 R>>>>");
        const auto outcome = redacted(
            support::one_page("/G gs /Pattern cs /P scn 300 300 40 40 re f q 9 0 0 9 400 400 cm BI /W 1/H 1/BPC 8/CS/Sp ID x EI Q "
                              "BT /F1 12 Tf 72 700 Td (4111222233) Tj ET",
                              {pattern, "<</Type/ExtGState/ca 0.25>>"}, "",
                              "/Pattern<</P 6 0 R>>/ExtGState<</G<</Type/ExtGState/ca .5>>/Unused 7 0 R>>"
                              "/ColorSpace<</Sp[/CalGray<</WhitePoint[1 1 1]>>]/Old[/CalGray<</WhitePoint[.9 1 .9]>>]>>"),
            "4111222233");
        CHECK(outcome.raw.find("/Sp") != std::string::npos);
        CHECK(outcome.raw.find("PatternType") != std::string::npos);
        CHECK(outcome.raw.find("/ca 0.5") != std::string::npos);
        CHECK(outcome.raw.find("/Old") == std::string::npos);
        CHECK(outcome.raw.find("Unused") == std::string::npos);
    }
}

TEST_CASE("the shadow of a text goes with it") {
    redacted(text("1 0 0 1 73 699 Tm (x 4111222233) Tj 1 0 0 1 72 700 Tm (x 4111222233) Tj"), "4111222233");
}

TEST_CASE("fake bold goes with both its passes") {
    redacted(text("(x 4111222233) Tj 1 0 0 1 72.3 700 Tm (x 4111222233) Tj"), "4111222233");
}

TEST_CASE("a filled field becomes part of the page, without what is cut") {
    const auto outcome = redacted(
        support::one_page("", {support::stream_of("/Tx BMC BT /F1 10 Tf 2 5 Td (Mr 4111222233 X) Tj ET EMC",
                                                  "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>"),
                               "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Mr 4111222233 X)/Rect[100 600 300 620]/AP<</N 6 0 R>>/P 3 0 R>>"},
                          "/Annots[7 0 R]", "", "/AcroForm<</Fields[7 0 R]>>"),
        "4111222233");
    CHECK(outcome.raw.find("AcroForm") == std::string::npos);
    CHECK(outcome.laid_out.find("Mr") != std::string::npos);
    CHECK(outcome.laid_out.find("X") != std::string::npos);
}

namespace {

// A field and a link on a layer, beside a page text that is cut; the words a reader shows afterwards, and the whole file.
std::pair<std::string, std::string> on_layer(const std::string& configuration, const std::string& membership = "10 0 R") {
    const std::string form = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F1 5 0 R>>>>";
    const auto outcome = redacted(
        support::one_page("BT /F1 12 Tf 72 700 Td (4111222233 kept) Tj ET",
                          {support::stream_of("BT /F1 10 Tf 2 5 Td (Layered) Tj ET", form),
                           "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[100 600 300 620]/AP<</N 6 0 R>>/OC " + membership + ">>",
                           "<</Type/Annot/Subtype/Link/Rect[100 500 300 520]/A<</S/URI/URI(http://x/linked)>>/OC " + membership + ">>",
                           "<</Type/OCMD/OCGs[10 0 R]/P/AllOff>>", "<</Type/OCG/Name(L)>>", "<</Type/OCMD/VE[/Not 10 0 R]>>"},
                          "/Annots[7 0 R 8 0 R]", "", "/AcroForm<</Fields[7 0 R]>>/OCProperties<</OCGs[10 0 R]/D<<" + configuration + ">>>>"),
        "4111222233");
    CHECK(outcome.laid_out.find("kept") != std::string::npos);
    CHECK((outcome.mupdf.find("Layered") == std::string::npos) == (outcome.laid_out.find("Layered") == std::string::npos));
    return {outcome.laid_out, outcome.raw};
}

bool shows(const std::pair<std::string, std::string>& seen) {
    const bool field = seen.first.find("Layered") != std::string::npos;
    CHECK((seen.second.find("http://x/linked") != std::string::npos) == field);
    CHECK((seen.second.find("Layered") != std::string::npos) == field);
    return field;
}

}  // namespace

TEST_CASE("a field or link on a layer that is off does not come into the page") {
    CHECK_FALSE(shows(on_layer("/OFF[10 0 R]")));
    CHECK_FALSE(shows(on_layer("/BaseState/OFF")));
    CHECK_FALSE(shows(on_layer("", "9 0 R")));
    CHECK_FALSE(shows(on_layer("", "11 0 R")));
}

TEST_CASE("a field or link on a layer that is on stays, and stays on its layer") {
    const auto on = on_layer("");
    CHECK(shows(on));
    CHECK(on.second.find("/OC ") != std::string::npos);
    CHECK(shows(on_layer("/BaseState/OFF/ON[10 0 R]")));
    CHECK(shows(on_layer("/OFF[10 0 R]", "9 0 R")));
    CHECK(shows(on_layer("/OFF[10 0 R]", "11 0 R")));
}

TEST_CASE("a picture under a cut that cannot be decoded is refused with its place") {
    const auto pdf = support::one_page("q 200 0 0 50 72 690 cm /I Do Q BT /F1 12 Tf 72 700 Td (4111222233) Tj ET",
                                       {support::stream_of("ab", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8")},
                                       "", "/XObject<</I 6 0 R>>");
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    const auto plan = support::plan_for(draft, *document, "4111222233");
    try {
        document->rewrite(plan);
        FAIL("not refused");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::refused);
        REQUIRE(error.obstacles().size() == 1);
        CHECK(error.obstacles()[0].page == 1);
        CHECK(error.obstacles()[0].op == "Do");
    }
}

TEST_CASE("a plan for another draft is refused") {
    const auto pdf = text("(x) Tj");
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    CHECK_THROWS_AS(open_document(draft)->rewrite({}), Error);
}

TEST_CASE("a page that stands in the tree twice is two pages, each cut") {
    auto pdf = support::one_page("BT /F1 12 Tf 50 600 Td (again 4111222233 here) Tj ET");
    const auto kids = pdf.find("/Kids[3 0 R]/Count 1");
    REQUIRE(kids != std::string::npos);
    pdf.replace(kids, 20, "/Kids[3 0 R 3 0 R]/Count 2");
    const auto outcome = redacted(pdf, "4111222233");
    CHECK(outcome.rewritten.boxes.size() == 2);
    const auto second = outcome.laid_out.find("again", outcome.laid_out.find("again") + 1);
    CHECK(second != std::string::npos);
}

TEST_CASE("a page that is emptied takes its characters out of the fonts it shares, or is refused") {
    const auto with_font = [](const std::string& second) {
        auto pdf = support::pdf_of({
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 7 0 R>>>>>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</Font<</F 7 0 R/G 10 0 R>>>>>>",
            support::stream_of("BT /F 12 Tf 50 600 Td (secret) Tj ET"), support::stream_of(second),
            "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Own/Encoding/WinAnsiEncoding/FontDescriptor 8 0 R>>",
            "<</Type/FontDescriptor/FontName/ABCDEF+Own/Flags 32/FontFile2 9 0 R>>", support::stream_of("no font"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"});
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        const auto document = open_document(draft);
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.format = "pdf";
        plan.unreadable.push_back({1, OnUnreadable::remove});
        return document->rewrite(plan).bytes.size();
    };
    CHECK_THROWS_AS(with_font("BT /F 12 Tf 50 600 Td (other) Tj ET"), Error);
    CHECK(with_font("BT /G 12 Tf 50 600 Td (other) Tj ET") > 0);
}
