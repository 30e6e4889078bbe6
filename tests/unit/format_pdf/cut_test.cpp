#include <catch2/catch.hpp>

#include "format/pdf/boxes.hpp"
#include "format/pdf/cut_show.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/page_content.hpp"
#include "format/pdf/stream_cutter.hpp"
#include "format/pdf/stream_data.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

TEST_CASE("survivors of a show operator keep their place by one number for each gap") {
    const std::vector<ShowElement> elements{{false, 0, "ab"}, {true, 20, ""}, {false, 0, "cd"}};
    const std::vector<ShowCode> codes{{0, 0, 500, false}, {0, 1, 600, true}, {2, 0, 700, true}, {2, 1, 800, false}};
    CHECK(show_without("TJ", "", "", elements, codes) == "[<61>-1280<64>] TJ");
    CHECK(show_without("'", "", "", elements, codes) == "T*\n[<61>-1280<64>] TJ");
    CHECK(show_without("\"", "1.5", "2", elements, codes) == "1.5 Tw\n2 Tc\nT*\n[<61>-1280<64>] TJ");
}

TEST_CASE("survivors of two-byte codes keep both bytes") {
    const std::vector<ShowElement> elements{{false, 0, std::string("\0\1\0\2\0\3", 6)}};
    CHECK(show_without("Tj", "", "", elements, {{0, 0, 1000, true}, {0, 2, 1000, false}, {0, 4, 1000, false}}) ==
          "[-1000<00020003>] TJ");
}

TEST_CASE("quads that share an edge do not overlap, rotated and flat ones are compared as they lie") {
    const auto square = quad_of_rectangle(0, 0, 10, 10);
    CHECK(overlap(square, quad_of_rectangle(9, 9, 20, 20)));
    CHECK_FALSE(overlap(square, quad_of_rectangle(10, 0, 20, 10)));
    CHECK_FALSE(overlap(square, Quad{12, -1, 21, 8, 20, 9, 11, 0}));
    CHECK(overlap(square, Quad{5, 5, 5, 5, 5, 5, 5, 5}));
    CHECK_FALSE(overlap(square, Quad{15, 5, 15, 5, 15, 5, 15, 5}));
}

TEST_CASE("additions are drawn in the state a page starts with, whatever the content left behind") {
    const auto document = load_pdf(as_bytes(support::one_page("Q 2 0 0 2 0 0 cm q BT /F1 12 Tf (x) Tj",
                                                              {support::stream_of("0 0 5 5 re f", "/Type/XObject/Subtype/Form/BBox[0 0 5 5]")})));
    auto& page = *document->GetObjects().GetObject(PoDoFo::PdfReference(3, 0));
    const auto content = filtered_stream(*document->GetObjects().GetObject(PoDoFo::PdfReference(4, 0)));
    PageAdditions additions;
    additions.forms.push_back({PoDoFo::PdfReference(6, 0), Placement{1, 0, 0, 1, 10, 20}});
    additions.boxes.push_back(quad_of_rectangle(1, 2, 3, 4.5));
    set_page_content(*document, page, content, {}, additions);
    const auto text = std::string(as_text(filtered_stream(*page.GetIndirectKey("Contents"))));
    CHECK(text == "q\nq\nQ 2 0 0 2 0 0 cm q BT /F1 12 Tf (x) Tj\nET\nQ\nQ\n"
                  "q\n1 0 0 1 10 20 cm\n/Placed1 Do\nQ\nq\n0 g\n1 2 m 3 2 l 3 4.5 l 1 4.5 l f\nQ");
    CHECK(page.GetDictionary().GetKey("Resources")->GetDictionary().HasKey("Font"));
    CHECK(page.GetDictionary().GetKey("Resources")->GetDictionary().HasKey("XObject"));
}

TEST_CASE("a form is copied for the placement that is cut, through every form around it") {
    const auto form = [](const std::string& keys, const std::string& data) {
        return support::stream_of(data, "/Type/XObject/Subtype/Form/BBox[0 0 5 5]" + keys);
    };
    const auto document = load_pdf(as_bytes(support::one_page(
        "/A Do /A Do", {form("/Resources<</XObject<</B 7 0 R>>>>", "/B Do"), form("", "BT (secret) Tj ET")}, "",
        "/XObject<</A 6 0 R/Cut2 6 0 R>>")));
    const auto& objects = document->GetObjects();
    auto& page = *document->GetObjects().GetObject(PoDoFo::PdfReference(3, 0));
    StreamCutter cutter(*document, dictionary_at(objects, page.GetDictionary(), "Resources"));
    const auto bytes = [](const std::string& text) { return Bytes(text.begin(), text.end()); };
    cutter.enter(PoDoFo::PdfReference(6, 0), bytes("/B Do"), 0, 5);
    cutter.enter(PoDoFo::PdfReference(7, 0), bytes("BT (secret) Tj ET"), 0, 5);
    cutter.replace(3, 14, "[-1] TJ");
    cutter.leave();
    cutter.leave();
    cutter.enter(PoDoFo::PdfReference(6, 0), bytes("/B Do"), 6, 11);
    cutter.leave();
    CHECK(as_text(spliced(as_bytes("/A Do /A Do"), cutter.edits().splices)) == " /Cut3 Do  /A Do");
    const auto outer = objects.GetObject(cutter.edits().copies.at("Cut3").object);
    CHECK(as_text(filtered_stream(*outer)) == "/Cut1 Do\n");
    const auto* inner = dictionary_at(objects, *dictionary_at(objects, outer->GetDictionary(), "Resources"), "XObject");
    REQUIRE(inner->HasKey("Cut1"));
    CHECK(as_text(filtered_stream(*objects.GetObject(inner->GetKey("Cut1")->GetReference()))) == "");
    CHECK(as_text(filtered_stream(*objects.GetObject(PoDoFo::PdfReference(7, 0)))) == "BT (secret) Tj ET");
}
