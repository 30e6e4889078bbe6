// What marked content says beside what it shows (ISO 32000-1, 14.9): people copy it, programs read it out.
#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/prove.hpp>

#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

Extraction read(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction content;
    open_document(draft)->extract(content);
    return content;
}

std::string text_of(const std::string& pdf) {
    std::string all;
    for (const auto& part : read(pdf).parts) all += part.label + ": " + part.text + "\n";
    return all;
}

bool has(const std::string& text, const std::string& value) { return text.find(value) != std::string::npos; }

std::string shown(const std::string& text, int x = 50, int y = 600) {
    return "BT /F1 12 Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (" + text + ") Tj ET ";
}

}  // namespace

TEST_CASE("text that is copied instead of the glyphs is read where they stand") {
    for (const std::string mark : {"/Span <</ActualText(SECRET)>> BDC ", "/Span<</ActualText<FEFF005300450043005200450054>>>BDC ",
                                   "/Span<</ActualText<FFFE530045004300520045005400>>>BDC ", "/Span<</ActualText(\xEF\xBB\xBFSECRET)>>BDC "}) {
        INFO(mark);
        CHECK(text_of(support::one_page(mark + shown("xxxx") + "EMC")) == "page 1: xxxx\nSECRET\n");
    }
}

TEST_CASE("a value that marks spell together with what is shown around them is read whole") {
    const auto digits = "BT /F1 12 Tf 50 600 Td (110101) Tj /Span <</ActualText(19900307)>> BDC (********) Tj EMC (0011) Tj ET";
    CHECK(text_of(support::one_page(digits)) == "page 1: 110101********0011\n110101199003070011\n");
    const auto named = "BT /F1 12 Tf 50 600 Td (110101) Tj /Span /P BDC (********) Tj EMC (0011) Tj ET";
    CHECK(has(text_of(support::one_page(named, {}, "", "/Properties<</P<</ActualText(19900307)>>>>")), "110101199003070011"));
    const std::string nothing_shown = "/Span <</ActualText(110101)>> BDC EMC /Span <</ActualText(19900307)>> BDC EMC ";
    CHECK(text_of(support::one_page(nothing_shown + shown("open"))) == "page 1: open\npage 1, marked content: 110101\n19900307\n11010119900307\n\n");
}

TEST_CASE("strings of marks that stand for no glyph are parts of their own") {
    for (const std::string mark : {"/Span <</Alt(SECRET)>> BDC ", "/Span <</E(SECRET)>> BDC ", "/Span <</Own<</Deep[(SECRET)]>>>> BDC "}) {
        INFO(mark);
        CHECK(text_of(support::one_page(mark + shown("open") + "EMC")) == "page 1: open\npage 1, marked content: SECRET\n\n");
    }
    CHECK(has(text_of(support::one_page("/Point <</Alt(SECRET)>> DP " + shown("open"))), "marked content: SECRET"));
    CHECK(has(text_of(support::one_page("/Span <</ActualText(A)>> BDC /Span <</ActualText(SECRET)>> BDC " + shown("open") + "EMC EMC")), "SECRET"));
}

TEST_CASE("marks of forms, cells and appearances are read, too") {
    const std::string content = "/Span <</ActualText(SECRET)>> BDC BT /F1 12 Tf 5 5 Td (xx) Tj ET EMC";
    const std::string keys = "/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F1 5 0 R>>>>";
    CHECK(has(text_of(support::one_page("/X Do", {support::stream_of(content, "/Type/XObject" + keys)}, "", "/XObject<</X 6 0 R>>")), "SECRET"));
    const auto cell = support::stream_of(content, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 40]/XStep 200/YStep 40/Resources<</Font<</F1 5 0 R>>>>");
    CHECK(has(text_of(support::one_page("/Pattern cs /P scn 0 0 300 300 re f", {cell}, "", "/Pattern<</P 6 0 R>>")), "SECRET"));
    const auto stamp = "<</Type/Annot/Subtype/Stamp/Rect[10 10 210 50]/AP<</N 7 0 R>>>>";
    CHECK(has(text_of(support::one_page("", {stamp, support::stream_of(content, "/Type/XObject" + keys)}, "/Annots[6 0 R]")), "SECRET"));
}

TEST_CASE("marks that say what is shown, or no word, are no other reading") {
    CHECK(text_of(support::one_page("/Span <</ActualText(open)>> BDC " + shown("open") + "EMC")) == "page 1: open\n");
    CHECK(text_of(support::one_page(shown("op") + "/Span <</ActualText<FEFF00AD>>> BDC " + shown("-", 64) + "EMC")) == "page 1: op-\n");
    CHECK(text_of(support::one_page("/P <</MCID 0>> BDC " + shown("open") + "EMC")) == "page 1: open\n");
}

TEST_CASE("marks that say what is shown in another writing of the same characters are no other reading") {
    const std::string wide = "FEFFFF4FFF50FF45FF4E";  // ｏｐｅｎ
    CHECK(text_of(support::one_page("/Span <</ActualText<" + wide + ">>> BDC " + shown("open") + "EMC")) == "page 1: open\n");
    // Chromium marks each glyph whose code two characters share: U+2F3F, a radical, by U+624B.
    const auto map = support::stream_of("1 begincodespacerange <00><FF> endcodespacerange 1 beginbfchar <61><2F3F> endbfchar");
    const std::string font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>";
    const auto form = support::stream_of("/Span<</ActualText<FEFF624B>>>BDC BT /F2 12 Tf 50 600 Td (a) Tj ET EMC",
                                         "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F2 7 0 R>>>>");
    const auto page = support::one_page("/X Do", {form, font, map}, "", "/XObject<</X 6 0 R>>");
    CHECK(text_of(page) == "page 1: \u2F3F\na\n");  // the shape of the font that stands in for it is another reading
}

TEST_CASE("a page whose marks say something else is redacted, and proven") {
    const std::string marked = "/Span <</ActualText(SECRET)>> BDC " + shown("xx") + "EMC " + shown("open", 90) + shown("more", 50, 500);
    const std::string more_glyphs = "/Span <</ActualText(TEL)>> BDC " + shown("yyyyyy") + "EMC " + shown("open", 120) + shown("more", 50, 500);
    for (const auto& pdf : {support::one_page(marked), support::one_page(more_glyphs)}) {
        for (const std::string value : {"SECRET", "TEL", "open", "more", ""}) {
            for (const auto width : {Width::exact, Width::grid}) {
                INFO(value);
                const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
                const auto document = open_document(draft);
                RedactionPlan plan;
                plan.draft = draft.digest;
                plan.format = "pdf";
                if (!value.empty()) plan = support::plan_for(draft, *document, value);
                plan.width = width;
                const auto out = document->rewrite(plan).bytes;
                CHECK(prove(out, plan, nullptr, document.get()).untouched_equal);
                if (!value.empty()) CHECK_FALSE(has(text_of(std::string(as_text(out))), value));
            }
        }
    }
}

TEST_CASE("what marks say goes with a cut") {
    for (const std::string& pdf : {support::one_page("/Span <</ActualText(SECRET)>> BDC " + shown("xxxx") + "EMC " + shown("open", 50, 500)),
                                   support::one_page("/Span <</Alt(SECRET)>> BDC " + shown("open") + "EMC")}) {
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        const auto document = open_document(draft);
        const auto plan = support::plan_for(draft, *document, "SECRET");
        REQUIRE(plan.cuts.size() == 1);
        const auto out = std::string(as_text(document->rewrite(plan).bytes));
        CHECK_FALSE(has(text_of(out), "SECRET"));
        CHECK(has(text_of(out), "open"));
    }
}
