#include <catch2/catch.hpp>

#include <review/document.hpp>

#include "format/pdf/clean_content.hpp"
#include "format/pdf/tags/tag_numbers.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string secret = "4111222233";

std::string run_of(int number, const std::string& words, int y, const std::string& tag = "P") {
    return "/" + tag + " <</MCID " + std::to_string(number) + ">> BDC BT /F1 12 Tf 72 " + std::to_string(y) + " Td (" + words + ") Tj ET EMC\n";
}

// A tagged page: a heading in a role of the author's, a paragraph, a table of one row, a link.
std::string tagged(const std::string& content, const std::string& heading_keys = "", const std::string& figure_keys = "") {
    return support::one_page(
        content,
        {"<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Ueberschrift/Titel/Titel/H1>>/ParentTree<</Nums[0[8 0 R 9 0 R 11 0 R 12 0 R 13 0 R]5 14 0 R]>>>>",
         "<</Type/StructElem/S/Document/P 6 0 R/Lang(zh-CN)/K[8 0 R 9 0 R 10 0 R 13 0 R 14 0 R]>>",
         "<</Type/StructElem/S/Ueberschrift/P 7 0 R/Pg 3 0 R/K 0" + heading_keys + ">>",
         "<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[1]>>",
         "<</Type/StructElem/S/TR/P 7 0 R/Pg 3 0 R/K[11 0 R 12 0 R]>>",
         "<</Type/StructElem/S/TH/P 10 0 R/K 2/Pg 3 0 R/A<</O/Table/Scope/Row/Summary(x)/Width 77.5/ColSpan 2>>>>",
         "<</Type/StructElem/S/TD/P 10 0 R/K<</Type/MCR/Pg 3 0 R/MCID 3>>/A[<</O/Layout/BBox[1 2 3 4]/Placement/Block>>0]>>",
         "<</Type/StructElem/S/Figure/P 7 0 R/Pg 3 0 R/K 4" + figure_keys + ">>",
         "<</Type/StructElem/S/Link/P 7 0 R/Pg 3 0 R/K[<</Type/OBJR/Obj 15 0 R>>]>>",
         "<</Type/Annot/Subtype/Link/Rect[10 10 50 50]/A<</S/URI/URI(http://x/y)>>/StructParent 5/P 3 0 R>>"},
        "/Annots[15 0 R]/StructParents 0", "", "/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(zh-CN)");
}

struct Output {
    SharedBytes bytes;
    std::string raw, structure;
    std::vector<Removal> removals;
};

Output redacted(const std::string& pdf, const std::string& value) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    const auto rewritten = document->rewrite(support::plan_for(draft, *document, value));
    support::TempFolder folder;
    support::write_file(folder / "out.pdf", std::string(as_text(rewritten.bytes)));
    CHECK(support::run({"qpdf", "--check", folder / "out.pdf"}).status == 0);
    return {rewritten.bytes, support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "out.pdf", "-"}).out,
            support::run({"pdfinfo", "-struct-text", folder / "out.pdf"}).out, rewritten.removals};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string whole_page() {
    return run_of(0, "Title", 700, "H1") + run_of(1, "before " + secret + " after", 680) + run_of(2, "Head", 660, "TH") +
           run_of(3, "Cell", 640, "TD") + run_of(4, "drawn", 620, "Figure");
}

}  // namespace

TEST_CASE("a tagged draft stays tagged, with roles of the author's followed to standard ones") {
    const auto out = redacted(tagged(whole_page()), secret);
    CHECK(has(out.structure, "H1 (block)\n    \"Title\""));
    CHECK(has(out.structure, "P (block)\n    \"before  after\""));
    CHECK(has(out.structure, "TH:\n       /ColSpan 2\n       /Scope /Row\n      \"Head\""));
    CHECK(has(out.structure, "\"Cell\""));
    CHECK(has(out.structure, "Link (inline)\n    Object"));
    CHECK_FALSE(has(out.raw, "Ueberschrift"));
    CHECK_FALSE(has(out.raw, "/RoleMap"));
}

TEST_CASE("attributes that measure and texts of elements do not come along") {
    const auto out = redacted(tagged(whole_page(), "/T(Chapter)/E(Expansion)/ID(id-7)/ActualText(Other)"), secret);
    for (const char* gone : {"/BBox", "/Width", "/Summary", "Chapter", "Expansion", "id-7", "Other"}) {
        INFO(gone);
        CHECK_FALSE(has(out.raw.substr(out.raw.find("/StructElem")), gone));
    }
    CHECK(std::any_of(out.removals.begin(), out.removals.end(), [](const Removal& removal) { return removal.place == "structure /T"; }));
}

TEST_CASE("a description stays only where its page loses nothing") {
    CHECK_FALSE(has(redacted(tagged(whole_page(), "", "/Alt(Our seal)"), secret).raw, "Our seal"));
    CHECK(has(redacted(tagged(whole_page(), "", "/Alt(Our seal)"), "not in it").raw, "/Alt (Our seal)"));
}

TEST_CASE("an element goes with its content, and no gap of numbers tells that it was there") {
    const auto with = run_of(0, "Title", 700, "H1") + run_of(1, secret, 680) + run_of(2, "Head", 660, "TH") + run_of(3, "Cell", 640, "TD");
    const auto out = redacted(tagged(with), secret);
    CHECK_FALSE(has(out.structure, "  P (block)"));
    CHECK_FALSE(has(out.structure, "Figure"));
    CHECK(has(out.raw, "/TH <</MCID 1>> BDC"));
    CHECK(has(out.raw, "/TD <</MCID 2>> BDC"));
    CHECK_FALSE(has(out.raw, "/MCID 3"));
}

TEST_CASE("a row keeps its columns where a cell lost its content, and goes where all did") {
    const auto row = [](const std::string& head, const std::string& cell) {
        return redacted(tagged(run_of(0, "Title", 700, "H1") + run_of(2, head, 660, "TH") + run_of(3, cell, 640, "TD")), secret).structure;
    };
    const auto half = row("Head", secret);
    CHECK(has(half, "TH:"));
    CHECK(has(half, "TD:"));
    CHECK_FALSE(has(row(secret, secret), "TR"));
}

TEST_CASE("a cell that lost its content says nothing of its language") {
    const auto cell_in = [](const std::string& language) {
        const auto pdf = support::one_page(run_of(0, "kept", 700) + run_of(1, secret, 680),
                                           {"<</Type/StructTreeRoot/K 7 0 R>>", "<</S/TR/K[8 0 R 9 0 R]>>", "<</S/TD/Pg 3 0 R/K 0/Lang(fr)>>",
                                            "<</S/TD/Pg 3 0 R/K 1/A<</O/Table/ColSpan 2>>/Lang(" + language + ")>>"},
                                           "", "", "/StructTreeRoot 6 0 R");
        return redacted(pdf, secret);
    };
    CHECK(cell_in("de").bytes == cell_in("zh-CN").bytes);
    CHECK(has(cell_in("de").raw, "/Lang (fr)"));
    CHECK(has(cell_in("de").raw, "/ColSpan 2"));
}

TEST_CASE("redacting a tagged file again changes nothing") {
    const auto once = redacted(tagged(whole_page()), secret);
    const auto again = redacted(std::string(as_text(once.bytes)), secret);
    CHECK(again.bytes == once.bytes);
}

TEST_CASE("drafts that differ in the secret alone are tagged alike") {
    const auto other = [](const std::string& value) {
        const auto content = run_of(0, "Title", 700, "H1") + run_of(1, "x", 680) + run_of(2, value, 660) + run_of(3, "Cell", 640, "TD");
        return redacted(tagged(content), value).bytes;
    };
    CHECK(other("4111222233") == other("5000999977"));
}

TEST_CASE("numbers of tags that no element names go, and all of them where there is no tree") {
    CHECK_FALSE(has(redacted(tagged(whole_page() + run_of(77, "stray", 500)), secret).raw, "/MCID 5"));
    const auto out = redacted(support::one_page(run_of(0, secret, 700) + run_of(1, "left", 680), {}, "/StructParents 0"), secret);
    CHECK_FALSE(has(out.raw, "MCID"));
    CHECK_FALSE(has(out.raw, "StructParents"));
}

TEST_CASE("a tree that leads in a ring, or names pages and numbers that are not there, is read as far as it goes") {
    const auto ring = support::one_page(run_of(0, "kept", 700), {"<</Type/StructTreeRoot/K[7 0 R 99 0 R 5 null]>>",
                                        "<</S/P/Pg 3 0 R/K[7 0 R 0 0 -4 9999999999 <</Type/MCR/Pg 98 0 R/MCID 1>> <</Type/OBJR/Obj 97 0 R>>]>>"},
                                        "", "", "/StructTreeRoot 6 0 R");
    CHECK(has(redacted(ring, secret).structure, "P (block)\n  \"kept\""));
}

TEST_CASE("content and links that two elements name, or the tree itself, leave the same tags a second time") {
    const auto stable = [](const std::string& root_kids, const std::string& second) {
        const auto pdf = support::one_page(run_of(0, "kept", 700) + run_of(1, "more", 680),
                                           {"<</Type/StructTreeRoot/K[" + root_kids + "]>>", "<</S/Document/K[8 0 R 9 0 R]>>",
                                            "<</S/P/Pg 3 0 R/K[1 <</Type/OBJR/Obj 10 0 R>>]>>", "<</S/H1/Pg 3 0 R/K[" + second + "]>>",
                                            "<</Type/Annot/Subtype/Link/Rect[10 10 50 50]/A<</S/URI/URI(http://x/y)>>/P 3 0 R>>"},
                                           "/Annots[10 0 R]", "", "/StructTreeRoot 6 0 R");
        const auto once = redacted(pdf, secret);
        CHECK(redacted(std::string(as_text(once.bytes)), secret).bytes == once.bytes);
        return once;
    };
    CHECK_FALSE(has(stable("7 0 R", "1").structure, "H1"));
    CHECK_FALSE(has(stable("7 0 R", "<</Type/OBJR/Obj 10 0 R>>").structure, "H1"));
    CHECK(has(stable("7 0 R", "0 1").structure, "H1 (block)\n    \"kept\""));
    const std::string of_root = "<</Type/MCR/Pg 3 0 R/MCID 0>>";
    CHECK_FALSE(has(stable(of_root + " 7 0 R", "null").raw, "/MCID 1"));
    CHECK_FALSE(has(stable(of_root, "null").raw, "MCID"));
}

TEST_CASE("a description goes where its content is in a form or on no page, and something was lost") {
    const auto described = [](const std::string& keys, const std::string& value) {
        const auto pdf = support::one_page(run_of(0, "kept", 700) + run_of(1, secret, 680),
                                           {"<</Type/StructTreeRoot/K 7 0 R>>", "<</S/TR/K[8 0 R 9 0 R]>>", "<</S/TD/Pg 3 0 R/K 0>>", "<</S/TD/Alt(Our seal)" + keys + ">>",
                                            "<</Type/Annot/Subtype/Link/Rect[10 10 50 50]/A<</S/URI/URI(http://x/y)>>/P 3 0 R>>"},
                                           "/Annots[10 0 R]", "", "/StructTreeRoot 6 0 R");
        return has(redacted(pdf, value).raw, "Our seal");
    };
    for (const char* keys : {"/Pg 3 0 R/K<</Type/MCR/Stm 4 0 R/MCID 1>>", "/K 1", "/K<</Type/OBJR/Obj 10 0 R>>", "/K<</Type/OBJR/Obj 10 0 R/Pg 99 0 R>>", ""}) {
        INFO(keys);
        CHECK_FALSE(described(keys, secret));
        CHECK(described(keys, "not in it"));
    }
}

TEST_CASE("a property list by name keeps its number in the content") {
    const auto pdf = support::one_page("/P /Mark BDC BT /F1 12 Tf 72 700 Td (kept) Tj ET EMC",
                                       {"<</Type/StructTreeRoot/K 7 0 R>>", "<</S/P/Pg 3 0 R/K 12>>", "<</MCID 12/ActualText(Other)>>"}, "",
                                       "/Properties<</Mark 8 0 R>>", "/StructTreeRoot 6 0 R");
    const auto out = redacted(pdf, secret);
    CHECK(has(out.raw, "/P <</MCID 0>> BDC"));
    CHECK(has(out.structure, "\"kept\""));
    CHECK_FALSE(has(out.raw, "Other"));
}

TEST_CASE("marked content is numbered in the order it stands") {
    const auto numbered = pdf::number_tags("/P <</MCID 9>> BDC EMC /P <</MCID 4>> BDC EMC /P <</MCID 9>> BDC EMC /H <</MCID 5>> BDC EMC", {9, 5});
    CHECK(numbered.content == "/P <</MCID 0>> BDC EMC /P BMC EMC /P <</MCID 1>> BDC EMC /H <</MCID 2>> BDC EMC");
    CHECK(numbered.before == std::vector<std::uint32_t>{9, 9, 5});
    CHECK(pdf::number_tags("/P <</MCID 9>> BDC ( EMC", {9}).before.empty());
}

TEST_CASE("of a property list the number alone stays, and only if it is one") {
    const auto cleaned = [](const std::string& content) {
        ContentShape shape;
        const pdf::TagLists lists{{"Mark", 3}};
        return std::string(as_text(clean_content(as_bytes(content), shape, &lists)));
    };
    CHECK(cleaned("/Span<</ActualText(x)/MCID 1>>BDC EMC") == "/Span <</MCID 1>> BDC EMC");
    CHECK(cleaned("/P <</MCID 1>> BDC EMC") == "/P <</MCID 1>> BDC EMC");
    CHECK(cleaned("/Secret<</MCID 1>> BDC EMC") == "/Span <</MCID 1>> BDC EMC");
    CHECK(cleaned("/P <</MCID -1>> BDC /P <</MCID (1)>> BDC /P <</A<</MCID 2>>>> BDC") == "/P BMC /P BMC /P BMC");
    CHECK(cleaned("/P /Mark BDC /P /Other BDC") == "/P <</MCID 3>> BDC /P BMC");
}
