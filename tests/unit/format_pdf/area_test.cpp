#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include <review/document.hpp>

#include "format/pdf/dead_operators.hpp"
#include "format/pdf/fold_translations.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

// A marked rectangle: what is painted in it goes, coordinates and all.
namespace {

const Area area{1, 100, 100, 200, 200};

std::string cut(const std::string& pdf, const Area& where = area) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "pdf";
    plan.areas.push_back(where);
    return std::string(as_text(document->rewrite(plan).bytes));
}

std::string cut_page(const std::string& content, const std::string& resources = "", const std::vector<std::string>& more = {}) {
    return cut(support::one_page(content, more, "", resources));
}

// What is left of a page's content on one line, without the box.
std::string left_of(const std::string& content) {
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", cut_page(content));
    const auto all = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
    const auto begin = all.find("stream\n") + 7;
    auto left = all.substr(begin, all.find("\nq\n0 g\n", begin) - begin);
    // Put around what would not leave the graphics state as it was.
    if (!content.starts_with("q ") && left.starts_with("q\n") && left.ends_with("\nQ")) left = left.substr(2, left.size() - 4);
    std::replace(left.begin(), left.end(), '\n', ' ');
    while (!left.empty() && left.back() == ' ') left.pop_back();
    return left;
}

// All objects, content as it is, on one line.
std::string shown(const std::string& pdf) {
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", pdf);
    auto all = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
    std::replace(all.begin(), all.end(), '\n', ' ');
    return all;
}

bool has(const std::string& text, const std::string& value) { return text.find(value) != std::string::npos; }

}  // namespace

TEST_CASE("a line that crosses an area ends at its edges, half its width before") {
    CHECK(left_of("2 w 50 150 m 250 150 l S") == "2 w 50 150 m 99 150 l 201 150 m 250 150 l S");
    CHECK(left_of("0 w 150 50 m 150 150 l 250 150 l S") == "0 w 150 50 m 150 100 l 200 150 m 250 150 l S");
}

TEST_CASE("a filled shape keeps what lies outside, whichever rule fills it") {
    CHECK(left_of("50 150 100 20 re f") == "50 150 m 100 150 l 100 170 l 50 170 l h f");
    CHECK(left_of("50 150 100 20 re f*") == "50 150 m 100 150 l 100 170 l 50 170 l h f*");
    CHECK(left_of("q 2 0 0 2 0 0 cm 25 75 50 10 re f Q") == "q 2 0 0 2 0 0 cm 25 75 m 50 75 l 50 85 l 25 85 l h f Q");
}

TEST_CASE("a shape inside an area leaves nothing, nor does what was set for it alone") {
    CHECK(left_of("0.5 g q 1 0 0 RG 3 w 110 110 m 120 180 150 190 180 120 c b Q 10 10 20 20 re f") == "0.5 g 10 10 20 20 re f");
}

TEST_CASE("paths beside an area keep their operators") {
    CHECK(left_of("10 10 20 20 re f 300 300 m 310 320 330 340 350 300 c S") ==
          "10 10 20 20 re f 300 300 m 310 320 330 340 350 300 c S");
}

TEST_CASE("a clipping path does not keep the shape it has in an area") {
    CHECK(left_of("q 50 150 100 20 re W n 0 0 300 300 re f Q").find("50 150 m 100 150 l 100 170 l 50 170 l h W n") != std::string::npos);
    CHECK(left_of("q 110 150 20 20 re W n 0 0 90 90 re f Q") == "q 0 0 0 0 re W n 0 0 90 90 re f Q");
}

TEST_CASE("two drafts that differ only inside an area give the same bytes") {
    const auto draft = [](const std::string& inside) {
        return support::one_page("0 g 20 150 m 400 150 l S " + inside + " BT /F1 12 Tf 300 300 Td (after) Tj ET");
    };
    const auto first = cut(draft("110 110 30 30 re f"));
    CHECK((first == cut(draft("q 1 0 0 rg 120 120 m 130 190 l 150 130 l h 155 120 m 160 170 l f* Q q 0 1 0 RG 140 140 m 190 190 l S Q"))));
    CHECK((first == cut(draft("q 110 120 50 50 re W n /P <</MCID 3>> BDC 110 120 20 20 re B EMC Q"))));
    CHECK((first == cut(draft("BT /F1 10 Tf 110 120 Td (inside) Tj ET"))));
}

TEST_CASE("forms are cut where they are placed, and stay whole elsewhere") {
    const auto form = support::stream_of("0 0 20 20 re f", "/Type/XObject/Subtype/Form/BBox[0 0 50 50]");
    const auto bytes = cut_page("q 1 0 0 1 120 120 cm /A Do Q q 1 0 0 1 300 300 cm /A Do Q", "/XObject<</A 6 0 R>>", {form});
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", bytes);
    const auto all = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
    CHECK(all.find("0 0 20 20 re") != std::string::npos);
    CHECK(all.find("0 0 20 20 re") == all.rfind("0 0 20 20 re"));
}

TEST_CASE("a mesh that reaches into an area goes whole, its data too; one beside the areas stays") {
    const auto mesh = [](const std::string& decode) {
        return support::stream_of(std::string("\0MESH", 5), "/ShadingType 4/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[" + decode + " 0 1]");
    };
    CHECK_FALSE(has(shown(cut_page("/S sh", "/Shading<</S 6 0 R>>", {mesh("150 160 150 160")})), "MESH"));
    CHECK(has(shown(cut_page("/S sh", "/Shading<</S 6 0 R>>", {mesh("250 260 150 160")})), "MESH"));
    CHECK(has(shown(cut_page("q 300 300 9 9 re W n /S sh Q", "/Shading<</S 6 0 R>>", {mesh("0 500 0 500")})), "MESH"));
    const std::string fill = "/Pattern cs /P scn 50 50 200 200 re f";
    CHECK_FALSE(has(shown(cut_page(fill, "/Pattern<</P<</PatternType 2/Shading 6 0 R>>>>", {mesh("0 500 0 500")})), "MESH"));
}

TEST_CASE("a run of colours is clipped away from an area") {
    const std::string ramp = "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 300 0]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>>>";
    const auto out = shown(cut_page("q 2 0 0 2 0 0 cm /S sh Q", ramp));
    CHECK(has(out, "-7200 -7200 m 50 -7200 l 50 7200 l -7200 7200 l h 100 -7200 m"));
    const auto once = cut_page("q 2 0 0 2 0 0 cm /S sh Q", ramp);
    CHECK((cut(once) == once));
    CHECK(has(shown(cut_page("q 300 300 50 50 re W n /S sh Q", ramp)), "W n /S sh"));
}

TEST_CASE("a fill of cells keeps what lies outside, and goes whole where no cell is to be seen beside the area") {
    const auto cell = [](const std::string& size) {
        return support::stream_of("0 0 5 5 re f", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 " + size + ' ' + size + "]/XStep " + size + "/YStep " + size + "/Resources<<>>");
    };
    const std::string pattern = "/Pattern<</P 6 0 R>>", fill = "/Pattern cs /P scn 50 50 200 200 re f";
    CHECK(has(shown(cut_page(fill, pattern, {cell("9")})), "0 0 5 5 re"));
    CHECK_FALSE(has(shown(cut_page(fill, pattern, {cell("90")})), "0 0 5 5 re"));
    CHECK(has(shown(cut_page("/Pattern cs /P scn 300 300 20 20 re f", pattern, {cell("90")})), "300 300 20 20 re"));
}

TEST_CASE("poppler and MuPDF draw shadings and patterns outside an area as before") {
    const std::string resources =
        "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 300 0]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>>>/Pattern<</P 6 0 R>>";
    const auto cell = support::stream_of("0 0 5 5 re f 1 0 0 rg 5 5 4 4 re f", "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>");
    const std::string content = "q 40 300 300 90 re W n 1 0 0.2 1 0 0 cm /S sh Q q 20 90 260 50 re W n /S sh Q /Pattern cs /P scn 40 150 300 100 re f";
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", support::one_page(content, {cell}, "", resources));
    support::write_file(folder / "b.pdf", cut_page(content, resources, {cell}));
    for (const bool poppler : {true, false}) {
        const auto pixels = [&](const std::string& name) {
            if (poppler) support::run({"pdftoppm", "-r", "72", "-gray", "-singlefile", folder / (name + ".pdf"), folder / name});
            else support::run({"mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", folder / (name + ".pgm"), folder / (name + ".pdf"), "1"});
            const auto file = support::read_file(folder / (name + ".pgm"));
            return file.substr(file.size() - 595 * 842);
        };
        const auto before = pixels("a"), after = pixels("b");
        std::size_t elsewhere = 0, painted = 0;
        for (int y = 0; y < 842; ++y) {
            for (int x = 0; x < 595; ++x) {
                const auto at = static_cast<std::size_t>(y * 595 + x);
                const bool near = x >= 98 && x <= 202 && 842 - y >= 98 && 842 - y <= 202;
                painted += before[at] != after[at] && near;
                elsewhere += std::abs(static_cast<unsigned char>(before[at]) - static_cast<unsigned char>(after[at])) > 60 && !near;
            }
        }
        CHECK(painted > 1000);
        CHECK(elsewhere < 5);
    }
}

TEST_CASE("poppler draws everything outside an area as before") {
    const auto draft = support::one_page("0.3 g 50 50 m 130 260 220 20 300 250 c 60 230 l h f* 5 w 1 0 0 RG 30 180 m 300 120 l 160 30 l s "
                                         "q 0 0.5 0 rg 1 0 0.3 1 0 0 cm 90 190 60 40 re b Q");
    support::TempFolder folder;
    support::write_file(folder / "a.pdf", draft);
    support::write_file(folder / "b.pdf", cut(draft));
    const auto pixels = [&](const std::string& name) {
        support::run({"pdftoppm", "-r", "72", "-gray", "-singlefile", folder / (name + ".pdf"), folder / name});
        const auto file = support::read_file(folder / (name + ".pgm"));
        return file.substr(file.size() - 595 * 842);
    };
    const auto before = pixels("a"), after = pixels("b");
    std::size_t elsewhere = 0, painted = 0;
    for (int y = 0; y < 842; ++y) {
        for (int x = 0; x < 595; ++x) {
            const auto at = static_cast<std::size_t>(y * 595 + x);
            const bool near = x >= 95 && x <= 205 && 842 - y >= 95 && 842 - y <= 205;  // seams are a shade apart
            painted += before[at] != after[at] && near;
            elsewhere += std::abs(static_cast<unsigned char>(before[at]) - static_cast<unsigned char>(after[at])) > 60 && !near;
        }
    }
    CHECK(painted > 1000);
    CHECK(elsewhere < 5);
}

TEST_CASE("operators that show nothing go, and what others need stays") {
    const auto pruned = [](const std::string& content) { return std::string(as_text(pdf::without_dead_operators(as_bytes(content)))); };
    CHECK(pruned("BT /F1 9 Tf 10 10 Td ET /F2 8 Tf BT (x) Tj ET") == "/F2 8 Tf\nBT\n(x) Tj\nET\n");
    CHECK(pruned("1 g q 0 g Q 0.5 g 0 0 1 1 re f") == "0.5 g\n0 0 1 1 re\nf\n");
    CHECK(pruned("/DeviceRGB cs 1 0 0 sc 0 0 1 1 re f") == "/DeviceRGB cs\n1 0 0 sc\n0 0 1 1 re\nf\n");
    CHECK(pruned("1 0 0 rg 0 1 0 sc 0 0 1 1 re f") == "1 0 0 rg\n0 1 0 sc\n0 0 1 1 re\nf\n");
    CHECK(pruned("/OC /L BDC q Q EMC /P BMC (x) Tj EMC") == "/P BMC\n(x) Tj\nEMC\n");
    CHECK(pruned("/A BMC q EMC Q 0 0 9 9 re f 0 1 0 RG") == "0 0 9 9 re\nf\n");
    CHECK(pruned("2 w q 3 w 0 0 m 9 9 l S Q 0 0 m 9 9 l S") == "2 w\nq\n3 w\n0 0 m\n9 9 l\nS\nQ\n0 0 m\n9 9 l\nS\n");
    CHECK(pruned("BT [-500] TJ (x) Tj () Tj ET") == "BT\n[-500] TJ\n(x) Tj\nET\n");
    CHECK(pruned("/F1 9 Tf BT [-500] TJ /F2 8 Tf (x) Tj ET") == "/F1 9 Tf\nBT\n[-500] TJ\n/F2 8 Tf\n(x) Tj\nET\n");
    CHECK(pruned("/F1 9 Tf BT [-500] TJ /F2 8 Tf 0 -9 Td (x) Tj ET") == "BT\n/F2 8 Tf\n0 -9 Td\n(x) Tj\nET\n");
    CHECK(pruned("(open") == "(open");
}

TEST_CASE("the shift of a cm around text alone goes into the text matrix") {
    const auto folded = [](const std::string& content) { return std::string(as_text(pdf::with_folded_translations(as_bytes(content)))); };
    CHECK(folded("q 1 0 0 1 30 40 cm BT 1 0 0 1 5 6 Tm (x) Tj ET Q") == "q  BT 1 0 0 1 35 46 Tm (x) Tj ET Q");
    CHECK(folded("q 2 0 0 2 30 40 cm BT 5 6 Td (x) Tj ET Q") == "q 2 0 0 2 0 0 cm BT\n1 0 0 1 15 20 Tm 5 6 Td (x) Tj ET Q");
    CHECK(folded("q 1 0 0 1 30 40 cm 0 0 9 9 re f BT (x) Tj ET Q") == "q 1 0 0 1 30 40 cm 0 0 9 9 re f BT (x) Tj ET Q");
    CHECK(folded("1 0 0 1 30 40 cm BT (x) Tj ET") == "1 0 0 1 30 40 cm BT (x) Tj ET");
}

TEST_CASE("an area that does not meet its page is refused with page, area and the page's size; one that lies partly on it is not") {
    const auto page = support::one_page("BT /F1 12 Tf 50 600 Td (a) Tj ET");
    for (const auto& off : {Area{1, 5000, 5000, 5100, 5100}, Area{1, -20, 10, -1, 20}, Area{1, 10, 842, 20, 900}, Area{1, 10, -30, 20, 0}}) {
        CHECK_THROWS_WITH(cut(page, off), Catch::StartsWith("page 1: the area ") && Catch::Contains("does not meet the page, which is 0,0,595,842"));
    }
    CHECK_THROWS_WITH(cut(page, {1, 5000, 5000, 5100.5, 5100}), Catch::Contains("5000,5000,5100.5,5100"));
    CHECK_THROWS_WITH(cut(page, {2, 0, 0, 10, 10}), "there is no page 2 to draw an area on; the document has 1");
    CHECK_NOTHROW(cut(page, {1, -20, -20, 10, 10}));
    CHECK_NOTHROW(cut(page, {1, -20, -20, 2000, 2000}));
    // Beside what shows, and in the file all the same.
    CHECK_NOTHROW(cut(support::one_page("BT /F1 12 Tf 50 600 Td (a) Tj ET", {}, "/CropBox[100 100 200 200]"), {1, 40, 590, 70, 620}));
}
