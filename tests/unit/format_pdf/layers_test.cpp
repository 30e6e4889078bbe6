// Optional content that is off goes with everything it holds, and what is seen stays as it is.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/prove.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

constexpr const char* off_name = "Unpublished";

// Helvetica is F1. Object 6 is a layer that is off, 7 one that is on; further objects start at 8.
std::string layered(const std::string& content, const std::vector<std::string>& more = {}, const std::string& resources = "",
                    const std::string& settings = "/OFF[6 0 R]/Order[6 0 R 7 0 R]", const std::string& page_keys = "",
                    const std::string& usage = "") {
    std::vector<std::string> objects{std::string("<</Type/OCG/Name(") + off_name + ")" + usage + ">>", "<</Type/OCG/Name(Open)>>"};
    objects.insert(objects.end(), more.begin(), more.end());
    const bool named = resources.find("/Properties") != std::string::npos;
    return support::one_page(content, objects, page_keys, (named ? "" : "/Properties<</L 6 0 R/V 7 0 R>>") + resources,
                             "/OCProperties<</OCGs[6 0 R 7 0 R]/D<<" + settings + ">>>>");
}

std::string text(const std::string& words, const std::string& at = "50 600", const std::string& font = "/F1") {
    return "BT " + font + " 12 Tf " + at + " Td (" + words + ") Tj ET ";
}

std::string off(const std::string& content) { return "/OC /L BDC " + content + " EMC "; }

const std::string kept = text("All that is seen", "50 400");

struct Outcome {
    std::string raw, text, poppler, mupdf;  // pixels
    std::vector<Removal> removals;
    std::vector<Box> boxes;
    bool untouched = false;
    bool has(const std::string& words) const { return raw.find(words) != std::string::npos || text.find(words) != std::string::npos; }
    bool lists(const std::string& place) const {
        return std::any_of(removals.begin(), removals.end(), [&](const Removal& removal) { return removal.place == place && removal.reason == "off-layer"; });
    }
};

Outcome look(const SharedBytes& bytes) {
    const support::TempFolder folder;
    const auto path = folder / "a.pdf";
    support::write_file(path, std::string(as_text(bytes)));
    Outcome seen;
    seen.raw = support::run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", path, "-"}).out;
    for (const std::vector<std::string>& reader :
         {std::vector<std::string>{"mutool", "draw", "-q", "-F", "txt", path}, {"pdftotext", "-raw", path, "-"},
          {"gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", path}}) {
        seen.text += support::run(reader).out;
    }
    seen.poppler = support::run({"pdftoppm", "-r", "60", path}).out;
    seen.mupdf = support::run({"mutool", "draw", "-q", "-r", "60", "-F", "ppm", "-o", "-", path}).out;
    REQUIRE_FALSE((seen.poppler.empty() || seen.mupdf.empty()));
    return seen;
}

Outcome rebuilt(const std::string& pdf, Width width = Width::grid, const std::string& value = "") {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "pdf";
    if (!value.empty()) plan = support::plan_for(draft, *document, value);
    CHECK(plan.cuts.empty() == value.empty());
    plan.width = width;
    const auto rewritten = document->rewrite(plan);
    auto out = look(rewritten.bytes);
    out.removals = rewritten.removals;
    out.boxes = rewritten.boxes;
    out.untouched = prove(rewritten.bytes, plan, nullptr, document.get()).untouched_equal;
    // A second time nothing is left to go.
    const auto again_draft = make_draft("b.pdf", rewritten.bytes);
    RedactionPlan nothing;
    nothing.draft = again_draft.digest;
    nothing.format = "pdf";
    CHECK(open_document(again_draft)->rewrite(nothing).bytes == rewritten.bytes);
    return out;
}

enum class Drawn { by_all, by_poppler };

// What is off has gone, for every reader and in every stream; what is seen looks the same.
void check_gone(const std::string& pdf, const std::string& place = "page 1 content", Drawn drawn = Drawn::by_all) {
    const std::string secret = "SECRET";
    const auto before = look(Bytes(pdf.begin(), pdf.end()));
    CHECK(before.has(secret));
    for (const auto width : {Width::grid, Width::exact}) {
        const auto after = rebuilt(pdf, width);
        CHECK_FALSE(after.has(secret));
        CHECK_FALSE(after.has(off_name));
        CHECK(after.has("All that is seen"));
        CHECK((after.poppler == before.poppler));
        CHECK((drawn == Drawn::by_poppler || after.mupdf == before.mupdf));
        CHECK(after.untouched);
        CHECK(after.lists(place));
        CHECK(after.lists("layer"));
    }
}

// It may be seen somewhere: it stays, and so does the layer.
void check_stays(const std::string& pdf) {
    const auto after = rebuilt(pdf);
    CHECK(after.raw.find("SECRET") != std::string::npos);
    CHECK(after.has(off_name));
    CHECK(after.untouched);
    CHECK_FALSE(after.lists("page 1 content"));
}

std::string form(const std::string& content, const std::string& keys = "") {
    return support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + keys);
}

const std::string own_font = "/Resources<</Font<</F1 5 0 R>>>>";

}  // namespace

TEST_CASE("text on a layer that is off goes, with the layer and its name") {
    check_gone(layered(kept + off(text("SECRET"))));
    check_gone(layered(off("BT /F1 12 Tf 14 TL 50 600 Td (SECRET) Tj [(SEC) -300 (RET)] TJ 0 -20 Td (SECRET) ' 1 2 (SECRET) \" ET ") + kept));
    check_gone(layered(kept + off("/P <</MCID 0/ActualText(SECRET)>> BDC " + text("hid") + "EMC")));
    check_gone(layered(kept + off("/Span BMC " + text("SECRET") + "EMC /OC /L DP")));
    check_gone(layered(kept + off(text("SECRET")), {}, "", "/BaseState/OFF/ON[7 0 R]"));
}

TEST_CASE("what a layer that is off does to the graphics state stays") {
    check_gone(layered("q " + off("1 0 0 rg 1 0 0 1 20 30 cm " + text("SECRET")) + kept + "100 100 50 50 re f Q"));
    check_gone(layered("q " + off("60 390 200 100 re W 0 0 400 400 re f " + text("SECRET")) + kept + "Q"));
    // MuPDF rounds to a fraction of a pixel what it comes to by another sum.
    check_gone(layered("BT /F1 12 Tf 14 TL 50 400 Td " + off("3 Tc (SECRET) Tj 0 -14 TD (SECRET) '") + "(All that is seen) Tj T* (below) ' ET"),
               "page 1 content", Drawn::by_poppler);
}

TEST_CASE("text behind hidden text on its line stands where it stood, and no number tells what stood before it") {
    const auto pdf = layered("BT /F1 12 Tf 50 400 Td (All that is seen) Tj " + off("(SECRET) Tj") + "( and more) Tj ET");
    check_gone(pdf, "page 1 content", Drawn::by_poppler);
    const auto after = rebuilt(pdf);
    CHECK(after.raw.find("TJ") == std::string::npos);
    CHECK(after.raw.find("Tm") != std::string::npos);
}

TEST_CASE("paths, shadings and pictures on a layer that is off go") {
    const std::string drawing = "10 10 m 313 317 l 50 311 l h B 311 313 17 19 re S q 311 0 0 311 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID X EI Q "
                                "q 10 10 90 90 re W n /Sh sh Q /Im Do ";
    const auto pdf = layered(kept + off(drawing + text("SECRET")),
                             {"<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 555 0]/Function<</FunctionType 2/N 1/Domain[0 1]>>>>",
                              support::stream_of("S", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")},
                             "/Shading<</Sh 8 0 R>>/XObject<</Im 9 0 R>>");
    check_gone(pdf);
    const auto after = rebuilt(pdf);
    for (const char* part : {"313", "311", "BI", "/Sh", "/Im", "555", "/Image"}) {
        INFO(part);
        CHECK_FALSE(after.has(part));
    }
}

TEST_CASE("forms and pictures with a layer of their own go where it is off") {
    check_gone(layered(kept + "/F Do /I Do", {form(text("SECRET"), own_font + "/OC 6 0 R"),
                                             support::stream_of("S", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/OC 6 0 R")},
                       "/XObject<</F 8 0 R/I 9 0 R>>"));
}

TEST_CASE("what is on inside what is off is not seen, in marks and in forms") {
    check_gone(layered(kept + off("/OC /V BDC " + text("SECRET") + "EMC ")));
    check_gone(layered(kept + off("/F Do"), {form("/OC /V BDC " + text("SECRET") + "EMC /G Do", own_font + "/Resources<</XObject<</G 9 0 R>>/Properties<</V 7 0 R>>/Font<</F1 5 0 R>>>>"),
                                            form(text("SECRET"), own_font)},
                       "/XObject<</F 8 0 R>>"));
}

TEST_CASE("a form that is drawn on two layers stays where it is seen") {
    const auto pdf = layered(off("/F Do " + text("SECRET")) + "/F Do", {form(kept, own_font)}, "/XObject<</F 8 0 R>>");
    check_gone(pdf);
}

TEST_CASE("a form names its own layers, or those of the page where it has no resources") {
    // /L is on in the form, and off on the page.
    const auto own = form("/OC /L BDC " + kept + "EMC /OC /N BDC " + text("SECRET") + "EMC",
                          "/Resources<</Font<</F1 5 0 R>>/Properties<</L 7 0 R/N 6 0 R>>>>");
    check_gone(layered("/F Do", {own}, "/XObject<</F 8 0 R>>"));
    check_gone(layered("/F Do", {form(kept + off(text("SECRET")))}, "/XObject<</F 8 0 R>>"));
}

TEST_CASE("marks a form does not end hide nothing behind it, and it ends none that it did not begin") {
    // MuPDF has them go on and end all the same.
    check_gone(layered("/F Do " + kept, {form("/OC /L BDC " + text("SECRET"), "/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>")},
                       "/XObject<</F 8 0 R>>"), "page 1 content", Drawn::by_poppler);
    check_gone(layered(off("/F Do " + text("SECRET")) + kept, {form("EMC EMC")}, "/XObject<</F 8 0 R>>"), "page 1 content", Drawn::by_poppler);
}

TEST_CASE("membership dictionaries decide by policy or expression, and keep their meaning without the layer that is gone") {
    struct Row {
        const char* keys;
        bool seen;
    };
    for (const auto& [keys, seen] : {Row{"/OCGs 6 0 R", false}, Row{"/OCGs[6 0 R 7 0 R]", true}, Row{"/OCGs[6 0 R 7 0 R]/P/AnyOn", true},
                                     Row{"/OCGs[6 0 R 7 0 R]/P/AllOn", false}, Row{"/OCGs[6 0 R 7 0 R]/P/AnyOff", true},
                                     Row{"/OCGs[6 0 R 7 0 R]/P/AllOff", false}, Row{"/OCGs[7 0 R]/P/AnyOff", false},
                                     Row{"/OCGs[6 0 R]/P/AllOff", true}, Row{"/VE[/Not 6 0 R]", true}, Row{"/VE[/Not 7 0 R]", false},
                                     Row{"/VE[/And 7 0 R[/Not 6 0 R]]", true}, Row{"/VE[/And 7 0 R 6 0 R]", false},
                                     Row{"/VE[/Or 7 0 R 6 0 R]", true}, Row{"/VE[/Or 6 0 R[/Not 7 0 R]]", false},
                                     Row{"/VE[/Not[/Or[/And 6 0 R 7 0 R][/Not 7 0 R]]]", true}}) {
        INFO(keys);
        const auto pdf = layered(kept + "/OC /M BDC " + text("MEMBER") + "EMC " + off(text("SECRET")), {std::string("<</Type/OCMD") + keys + ">>"},
                                 "/Properties<</L 6 0 R/V 7 0 R/M 8 0 R>>");
        const auto after = rebuilt(pdf);
        CHECK(after.has("MEMBER") == seen);
        CHECK(after.untouched);
        CHECK_FALSE(after.has(off_name));
        CHECK_FALSE(after.has("SECRET"));
        const auto before = look(Bytes(pdf.begin(), pdf.end()));
        CHECK((after.poppler == before.poppler));  // MuPDF knows no expressions, and mistakes two of the policies
    }
}

TEST_CASE("what may be seen on a screen or in print stays") {
    const auto content = kept + off(text("SECRET"));
    const std::string off_list = "/OFF[6 0 R]";
    check_stays(layered(content, {}, "", "/OFF[]"));
    check_stays(layered(content, {}, "", off_list, "", "/Usage<</Print<</PrintState/ON>>>>"));
    check_stays(layered(content, {}, "", off_list, "", "/Usage<</View<</ViewState/ON>>>>"));
    check_stays(layered(content, {}, "", off_list + "/AS[<</Event/View/Category[/Zoom]/OCGs[6 0 R]>>]", "", "/Usage<</Zoom<</min 2>>>>"));
    check_gone(layered(content, {}, "", off_list + "/AS[<</Event/View/Category[/View]/OCGs[6 0 R]>>]", "",
                       "/Usage<</View<</ViewState/OFF>>/Print<</PrintState/OFF>>/Export<</ExportState/ON>>>>"));
}

TEST_CASE("the lists of the layers have no trace of one that is gone") {
    const auto after = rebuilt(layered(kept + off(text("SECRET")) + "/OC /V BDC " + text("OPEN") + "EMC", {}, "",
                                       "/OFF[6 0 R]/ON[7 0 R]/Order[7 0 R[(Drafts of the office) 6 0 R]]/RBGroups[[6 0 R][7 0 R 6 0 R]]/Locked[6 0 R]"
                                       "/AS[<</Event/View/Category[/View]/OCGs[6 0 R]>><</Event/Print/Category[/Print]/OCGs[6 0 R 7 0 R]>>]"));
    CHECK(after.has("OPEN"));
    CHECK(after.has("(Open)"));
    for (const char* trace : {off_name, "Drafts", "/Event /View", "null"}) CHECK_FALSE(after.has(trace));
    CHECK(after.has("/Event /Print"));
    const auto none = rebuilt(support::one_page(kept + off(text("SECRET")), {"<</Type/OCG/Name(Unpublished)>>"}, "", "/Properties<</L 6 0 R>>",
                                                "/OCProperties<</OCGs[6 0 R]/D<</BaseState/OFF>>>>"));
    CHECK_FALSE(none.has("/OCProperties"));
}

TEST_CASE("a label of the layer list goes with the last layer below it, however the list is written") {
    const auto trace = [](const std::string& order, const std::vector<std::string>& more = {}) {
        return rebuilt(layered(kept + off(text("SECRET")), more, "", "/OFF[6 0 R]/Order[" + order + "]")).has("Drafts");
    };
    const std::string part = "[(Drafts of the office) 6 0 R]";
    CHECK_FALSE(trace("8 0 R 8 0 R 7 0 R", {part}));
    CHECK_FALSE(trace("8 0 R 7 0 R", {"[(Drafts of the office) 8 0 R 6 0 R]"}));
    CHECK_FALSE(trace("(Drafts of the office) 6 0 R"));
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "[7 0 R]";
    CHECK_FALSE(trace(many + part));
    CHECK_FALSE(rebuilt(layered(kept + off(text("SECRET")), {}, "", "/OFF[6 0 R]/Order[" + many + part + "]")).has(off_name));
    CHECK(trace("[(Drafts of the office) 6 0 R 7 0 R]"));
}

TEST_CASE("an expression that names itself twice with every step takes no time, and what it says of may be seen") {
    const auto shown = [](std::vector<std::string> expression) {
        expression.insert(expression.begin(), "<</Type/OCMD/VE 9 0 R>>");
        const auto pdf = layered(kept + "/OC /M BDC " + text("MEMBER") + "EMC", expression, "/Properties<</L 6 0 R/V 7 0 R/M 8 0 R>>");
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.format = "pdf";
        const auto bytes = open_document(draft)->rewrite(plan).bytes;
        const support::TempFolder folder;  // Poppler does not live through some of these
        support::write_file(folder / "a.pdf", std::string(as_text(bytes)));
        return support::run({"qpdf", "--qdf", folder / "a.pdf", "-"}).out.find("MEMBER") != std::string::npos;
    };
    CHECK(shown({"[/And 9 0 R 9 0 R 9 0 R]"}));
    CHECK(shown({"[/Not[/Or 9 0 R 9 0 R 9 0 R]]"}));
    std::vector<std::string> doubled;
    for (int i = 0; i < 30; ++i) doubled.push_back("[/And " + std::to_string(10 + i) + " 0 R " + std::to_string(10 + i) + " 0 R]");
    doubled.push_back("[/And 7 0 R 7 0 R]");
    CHECK(shown(doubled));
    CHECK(shown({"[/Xor 7 0 R 7 0 R]"}));
}

TEST_CASE("a layer that is not for viewing, or that no list knows, may be seen") {
    for (const char* intent : {"/Intent/Design", "/Intent[/Design]"}) check_stays(layered(kept + off(text("SECRET")), {}, "", "/OFF[6 0 R]", "", intent));
    check_stays(layered(kept + off(text("SECRET")), {}, "", "/OFF[6 0 R]/Intent/Design"));
    check_gone(layered(kept + off(text("SECRET")), {}, "", "/OFF[6 0 R]/Intent/All", "", "/Intent[/Design/View]"));
    for (const char* policy : {"/AllOff", "/AnyOff", "/AllOn", "/AnyOn"}) {
        INFO(policy);
        const auto pdf = layered(kept + "/OC /M BDC " + text("MEMBER") + "EMC " + off(text("SECRET")),
                                 {std::string("<</Type/OCMD/OCGs[9 0 R]/P") + policy + ">>", "<</Type/OCG/Name(Unlisted)>>"}, "/Properties<</L 6 0 R/V 7 0 R/M 8 0 R>>");
        const auto after = rebuilt(pdf);
        CHECK(after.has("MEMBER"));
        CHECK_FALSE(after.has("SECRET"));
        CHECK((after.poppler == look(Bytes(pdf.begin(), pdf.end())).poppler));
    }
}

TEST_CASE("tags of what is off go with it, and so do descriptions on a page that lost such content") {
    const auto pdf = support::one_page(
        "/P <</MCID 0>> BDC " + kept + "EMC " + off("/Figure <</MCID 1>> BDC " + text("SECRET") + "EMC"),
        {"<</Type/OCG/Name(Unpublished)>>", "<</Type/StructTreeRoot/K 8 0 R>>", "<</S/Document/P 7 0 R/K[9 0 R 10 0 R]>>",
         "<</S/P/P 8 0 R/Pg 3 0 R/K 0/Alt(what SECRET shows)>>", "<</S/Figure/P 8 0 R/Pg 3 0 R/K 1/Alt(SECRET)>>"},
        "/StructParents 0", "/Properties<</L 6 0 R>>", "/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>");
    check_gone(pdf);
    const auto after = rebuilt(pdf);
    CHECK(after.raw.find("/S /P") != std::string::npos);
    CHECK(after.raw.find("/S /Figure") == std::string::npos);
}

TEST_CASE("a font that only hidden text uses goes") {
    const auto pdf = layered(kept + off(text("SECRET", "50 600", "/F2")), {"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"},
                             "/Font<</F1 5 0 R/F2 8 0 R>>");
    check_gone(pdf);
    CHECK_FALSE(rebuilt(pdf).has("Courier"));
}

TEST_CASE("a finding on a layer that is off leaves no box") {
    for (const auto width : {Width::grid, Width::exact, Width::fixed, Width::line}) {
        const auto pdf = layered(kept + off(text("the SECRET is out")));
        const auto after = rebuilt(pdf, width, "SECRET");
        CHECK(after.boxes.empty());
        CHECK_FALSE(after.has("out"));
        CHECK(after.untouched);
        CHECK((after.poppler == look(Bytes(pdf.begin(), pdf.end())).poppler));
    }
}

TEST_CASE("what a hidden layer says of a picture that is seen is cut out of the picture") {
    const auto scan = support::stream_of(std::string(100, '\x60'), "/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray");
    const auto pdf = layered("q 400 0 0 400 0 300 cm /Im Do Q " + off(text("SECRET")), {scan}, "/XObject<</Im 8 0 R>>");
    for (const auto width : {Width::grid, Width::exact}) {
        const auto after = rebuilt(pdf, width, "SECRET");
        CHECK(after.boxes.size() == 1);
        CHECK_FALSE(after.has("SECRET"));
        CHECK(after.untouched);
        CHECK((after.poppler != look(Bytes(pdf.begin(), pdf.end())).poppler));
    }
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction content;
    open_document(draft)->extract(content);
    CHECK(content.parts.at(0).unseen.size() == 6);
    REQUIRE(content.blind_spots.size() == 1);  // nobody sees text on this page
    CHECK(content.blind_spots[0].reason == BlindReason::image_only);
}

TEST_CASE("cells, masks and glyph procedures lose what is off in them") {
    const std::string names = "/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>";
    const auto cell = support::stream_of(kept + "1 0 0 rg 7 7 333 333 re f " + off("337 337 7 7 re f " + text("SECRET")),
                                         "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 595 842]/XStep 595/YStep 842" + names);
    const auto pattern = layered("/Pattern cs /P scn 0 0 595 842 re f", {cell}, "/Pattern<</P 8 0 R>>");
    check_gone(pattern);
    CHECK_FALSE(rebuilt(pattern).has("337"));

    const auto mask = form("1 g 0 0 595 842 re f " + off(text("SECRET")), "/Group<</S/Transparency/CS/DeviceGray>>" + names);
    check_gone(layered("q /G gs " + kept + "Q", {mask, "<</SMask<</S/Luminosity/G 8 0 R>>>>"}, "/ExtGState<</G 9 0 R>>"));

    const auto procedure = support::stream_of("1000 0 d0 0 0 500 500 re f " + off(text("SECRET")));
    const auto glyphs = layered(kept + "BT /T 12 Tf 50 300 Td (a) Tj ET",
                                {"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 9 0 R>>/FirstChar 97/LastChar 97"
                                 "/Widths[1000]/Encoding<</Differences[97/a]>>" + names + ">>",
                                 procedure},
                                "/Font<</F1 5 0 R/T 8 0 R>>");
    check_gone(glyphs, "glyph procedure");
    const auto draft = make_draft("a.pdf", Bytes(glyphs.begin(), glyphs.end()));
    Extraction content;
    open_document(draft)->extract(content);
    CHECK(content.blind_spots.size() == 1);  // nobody read it, and that is told
}

TEST_CASE("a pattern that is used on a hidden layer only goes, and stays where it is seen elsewhere") {
    const auto cell = support::stream_of(text("SECRET", "5 5"), "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 40]/XStep 200/YStep 40" + own_font);
    const auto hidden = "q /Pattern cs /P scn 0 500 300 300 re f Q ";
    check_gone(layered(kept + off(hidden), {cell}, "/Pattern<</P 8 0 R>>"));
    const auto after = rebuilt(layered(kept + off(hidden) + hidden, {cell}, "/Pattern<</P 8 0 R>>"));
    CHECK(after.has("SECRET"));
    CHECK(after.untouched);
}

TEST_CASE("what an annotation shows on a layer that is off does not come into the page") {
    const auto look_of = [](const std::string& content, const std::string& keys) {
        return support::stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 200 20]" + keys);
    };
    const std::string stamp = "<</Type/Annot/Subtype/Stamp/Rect[50 600 250 620]/AP<</N 9 0 R>>>>";
    check_gone(layered(kept + off("0 0 1 1 re f"), {stamp, look_of(text("Stamped", "1 5") + off(text("SECRET", "90 5")), "/Resources<</Font<</F1 5 0 R>>/Properties<</L 6 0 R>>>>")},
                       "", "/OFF[6 0 R]", "/Annots[8 0 R]"));
    const std::string hidden = "<</Type/Annot/Subtype/Stamp/Rect[50 600 250 620]/AP<</N 9 0 R>>/OC 6 0 R>>";
    check_gone(layered(kept, {hidden, look_of(text("SECRET", "1 5"), own_font)}, "", "/OFF[6 0 R]", "/Annots[8 0 R]"), "page 1 annotation Stamp");
}

TEST_CASE("a layer that only the form of an appearance names hides nothing, as readers have it") {
    const auto look_of = support::stream_of(text("Stamped", "1 5"), "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/OC 6 0 R" + own_font);
    const auto stamped = layered(kept + off(text("SECRET")), {look_of, "<</Type/Annot/Subtype/Stamp/Rect[50 600 250 620]/AP<</N 8 0 R>>>>"}, "",
                                 "/OFF[6 0 R]", "/Annots[9 0 R]");
    check_gone(stamped);
    CHECK(rebuilt(stamped).text.find("Stamped") != std::string::npos);
}

TEST_CASE("what cannot be taken out without showing more, or cannot be followed, is refused with its page") {
    const auto refused = [](const std::string& pdf) {
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        RedactionPlan plan;
        plan.draft = draft.digest;
        plan.format = "pdf";
        try {
            open_document(draft)->rewrite(plan);
        } catch (const Error& error) {
            return error.code() == Errc::refused && error.obstacles().size() == 1 && error.obstacles()[0].page == 1;
        }
        return false;
    };
    CHECK(refused(layered(off("BT 7 Tr /F1 40 Tf 50 400 Td (SECRET) Tj ET") + "0 0 500 500 re f")));
    CHECK(refused(layered(kept + off("/None 12 Tf BT (SECRET) Tj ET"))));
    CHECK(refused(layered(kept + "BI /W 1 /H 1 /BPC 8 /CS /G ID X " + off(text("SECRET")))));
    CHECK_FALSE(rebuilt(layered(kept + " (unbalanced " + off(text("SECRET")))).has("SECRET"));
    CHECK_FALSE(refused(layered(kept + off(text("SECRET")))));
}
