#include <catch2/catch.hpp>

#include <ctime>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/pdf/images/jbig2_segments.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/pictures.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using namespace support;
using review::pdf::jbig2_pixels;

namespace {

const std::string grey = "/BitsPerComponent 8/ColorSpace/DeviceGray";
const std::string drawing = samples(37, 29, 1, 8);

std::string image(const std::string& data, const std::string& keys) {
    return stream_of(data, "/Type/XObject/Subtype/Image/Width 37/Height 29" + keys);
}

RedactionPlan plan_of(const Draft& draft, const std::vector<Area>& areas) {
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "pdf";
    plan.areas = areas;
    return plan;
}

const Area middle{1, 150, 540, 210, 590};

std::string redacted(const std::string& pdf, const std::vector<Area>& areas = {middle}) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    return std::string(as_text(open_document(draft)->rewrite(plan_of(draft, areas)).bytes));
}

// Redacts every place where a word stands.
std::string without(const std::string& pdf, const std::string& word, Width width) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = plan_for(draft, *document, word);
    REQUIRE_FALSE(plan.cuts.empty());
    plan.width = width;
    return std::string(as_text(document->rewrite(plan).bytes));
}

std::vector<Obstacle> obstacles_of(const std::string& pdf) {
    try {
        redacted(pdf);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::refused);
        return error.obstacles();
    }
    return {};
}

std::string legible(const std::string& pdf) {
    TempFolder folder;
    write_file(folder / "a.pdf", pdf);
    return run({"qpdf", "--qdf", "--static-id", "--object-streams=disable", folder / "a.pdf", "-"}).out;
}

const std::string place = "q 200 0 0 150 100 500 cm /I Do Q";
const Placing at{200, 0, 0, 150, 100, 500};

std::string draft_with(const std::string& object, const std::vector<std::string>& more = {}) {
    std::vector<std::string> objects{object};
    objects.insert(objects.end(), more.begin(), more.end());
    return one_page(place, objects, "", "/XObject<</I 6 0 R>>");
}

// The drawing with other samples where the area lies.
std::string differing(std::string data, unsigned bytes) {
    for (std::size_t y = 0; y < 29; ++y) {
        for (std::size_t x = 0; x < 37; ++x) {
            if (!is_under({middle.x0, middle.y0, middle.x1, middle.y1}, at, 37, 29, x, y)) continue;
            for (unsigned i = 0; i < bytes; ++i) data[(y * 37 + x) * bytes + i] = static_cast<char>(x * 5 + i);
        }
    }
    return data;
}

}  // namespace

TEST_CASE("two drafts that differ in the samples under an area alone give the same bytes") {
    const auto both = [](const std::string& one, const std::string& other) {
        REQUIRE(one != other);
        CHECK((redacted(one) == redacted(other)));
    };
    const auto keys = grey + "/Filter/FlateDecode";
    both(draft_with(image(flate(drawing), keys)), draft_with(image(flate(differing(drawing, 1)), keys)));
    const auto base = image(flate(drawing), keys + "/SMask 7 0 R");
    both(draft_with(base, {image(flate(drawing), keys)}), draft_with(base, {image(flate(differing(drawing, 1)), keys)}));
    const auto colours = samples(37, 29, 3, 8);
    const std::string rgb = "/BitsPerComponent 8/ColorSpace/DeviceRGB";
    both(draft_with(image(colours, rgb)), draft_with(image(run_length(differing(colours, 3)), rgb + "/Filter/RunLengthDecode")));
}

TEST_CASE("what a picture carries beside its samples stays behind") {
    const auto output = redacted(draft_with(
        image(drawing, grey + "/Metadata 7 0 R/Alternates[<</Image 8 0 R>>]/OPI<<>>/Name/Secret/StructParent 3/PieceInfo<<>>"),
        {stream_of("secret", "/Type/Metadata/Subtype/XML"), image(drawing, grey)}));
    for (const char* word : {"Metadata", "Alternates", "OPI", "Secret", "StructParent", "PieceInfo", "secret"}) {
        INFO(word);
        CHECK(legible(output).find(word) == std::string::npos);
    }
    const auto exif = redacted(one_page("q 200 0 0 150 100 500 cm /I Do Q",
                                        {stream_of(picture_file("rgb-420.jpg"),
                                                   "/Type/XObject/Subtype/Image/Width 96/Height 64/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode")},
                                        "", "/XObject<</I 6 0 R>>"));
    CHECK(exif.find("Exif") == std::string::npos);
    CHECK(exif.find("secret") == std::string::npos);
}

TEST_CASE("a picture drawn in two places is copied for the one that is cut") {
    const auto object = image(drawing, grey);
    const auto content = place + " q 100 0 0 75 100 200 cm /I Do Q";
    const auto both = rasters_of(redacted(one_page(content, {object}, "", "/XObject<</I 6 0 R>>")));
    REQUIRE(both.size() == 2);
    CHECK(both[0].bytes != both[1].bytes);
    CHECK((both[1].bytes == rasters_of(draft_with(object))[0].bytes));
    // Where it is drawn in one place only, the original is not in the file any more.
    CHECK(rasters_of(redacted(draft_with(object))).size() == 1);
    CHECK(redacted(draft_with(object)).find("/Image", redacted(draft_with(object)).find("/Image") + 1) == std::string::npos);
}

TEST_CASE("a picture in forms is copied through every form around it") {
    const auto form = [](const std::string& keys, const std::string& data) {
        return stream_of(data, "/Type/XObject/Subtype/Form/BBox[0 0 999 999]" + keys);
    };
    const auto objects = [&](const std::string& pixels) {
        return std::vector<std::string>{image(pixels, grey), form("/Matrix[1 0 0 1 100 500]/Resources<</XObject<</B 8 0 R>>>>", "/B Do"),
                                        form("/Resources<</XObject<</I 6 0 R>>>>", "200 0 0 150 0 0 cm /I Do")};
    };
    const auto draft = [&](const std::string& pixels) { return one_page("/A Do", objects(pixels), "", "/XObject<</A 7 0 R>>"); };
    CHECK((redacted(draft(drawing)) == redacted(draft(differing(drawing, 1)))));
    CHECK((rasters_of(redacted(draft(drawing)))[0].bytes == rasters_of(redacted(draft_with(image(drawing, grey))))[0].bytes));
}

TEST_CASE("an inline picture is blanked like any other") {
    const auto draft = [](const std::string& keys, const std::string& data) {
        return one_page("q 200 0 0 150 100 500 cm BI /W 37 /H 29 " + keys + " ID " + data + "\nEI Q", {}, "",
                        "/ColorSpace<</Mine[/Indexed/DeviceRGB 255 6 0 R]>>");
    };
    const auto is_blank = [&](const std::string& pdf) {
        INFO(pdf.substr(pdf.find("BI"), 80));
        const auto before = rasters_of(pdf), after = rasters_of(redacted(pdf));
        REQUIRE(before.size() == 1);
        REQUIRE(after.size() == 1);
        for (std::size_t y = 0; y < 29; ++y) {
            for (std::size_t x = 0; x < 37; ++x) {
                const bool under = is_under({middle.x0, middle.y0, middle.x1, middle.y1}, at, 37, 29, x, y);
                CHECK(after[0].at(x, y) == (under ? std::vector<int>(after[0].channels) : before[0].at(x, y)));
            }
        }
    };
    is_blank(draft("/BPC 8 /CS /G /F /AHx", ascii_hex(drawing)));
    is_blank(draft("/BPC 8 /CS /G /F [/A85 /Fl] /DP [null <</Predictor 12 /Columns 37>>]", ascii85(flate(png_rows(drawing, 37, 1)))));
    is_blank(draft("/BPC 8 /CS /G", drawing));
    is_blank(draft("/BitsPerComponent 1 /ColorSpace [/I /RGB 1 <000000FFFFFF>] /Filter /RL", run_length(samples(37, 29, 1, 1))));
}

TEST_CASE("a picture that cannot be decoded is refused, and the refusal names it") {
    const auto reason_of = [](const std::string& pdf) {
        const auto obstacles = obstacles_of(pdf);
        REQUIRE(obstacles.size() == 1);
        CHECK(obstacles[0].page == 1);
        CHECK(obstacles[0].op == "Do");
        CHECK(obstacles[0].object == "6 0 R");
        return obstacles[0].reason;
    };
    const std::string damaged = "a picture lies under a cut and cannot be blanked there: its data are damaged";
    CHECK(reason_of(draft_with(image(drawing.substr(1), grey))) == damaged);
    CHECK(reason_of(draft_with(image(flate(drawing).substr(0, 200), grey + "/Filter/FlateDecode"))) == damaged);
    CHECK(reason_of(draft_with(image(drawing, "/BitsPerComponent 3/ColorSpace/DeviceGray"))) == damaged);
    CHECK(reason_of(draft_with(image(drawing, grey + "/SMask 7 0 R"), {image("short", grey)})) == damaged);
    const auto file = [](const std::string& name, std::size_t size, const std::string& keys) {
        return stream_of(picture_file(name).substr(0, size), "/Type/XObject/Subtype/Image/Width 96/Height 64/BitsPerComponent 8" + keys);
    };
    CHECK(reason_of(draft_with(file("grey.jpg", 1500, "/ColorSpace/DeviceGray/Filter/DCTDecode"))) == damaged);
    CHECK(reason_of(draft_with(file("rgb.jp2", 3000, "/ColorSpace/DeviceRGB/Filter/JPXDecode"))) == damaged);
    CHECK(reason_of(draft_with(file("bilevel.g4", 700, "/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 96>>"))) == damaged);
    CHECK(reason_of(draft_with(file("letters.jb2", 100, "/ColorSpace/DeviceGray/Filter/JBIG2Decode"))) == damaged);
    CHECK(reason_of(draft_with(image(picture_file("grey.jpg"), grey + "/Filter/DCTDecode"))) == damaged);  // 96 by 64
    CHECK(reason_of(draft_with(image(drawing, grey + "/Filter/Unknown"))) ==
          "a picture lies under a cut and cannot be blanked there: its Filter is not one that is decoded");
    CHECK(reason_of(draft_with(image(drawing, "/BitsPerComponent 8/ColorSpace/Pattern"))) ==
          "a picture lies under a cut and cannot be blanked there: its ColorSpace is not one that is decoded");
}

TEST_CASE("a JBIG2 picture of a few bytes that asks for more work than its size is worth is damaged at once") {
    const auto cells = picture_file("cells.jb2");
    CHECK(cells.size() == 118);
    const auto begin = std::clock();
    const auto obstacles = obstacles_of(draft_with(stream_of(cells, "/Type/XObject/Subtype/Image/Width 96/Height 64/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode")));
    CHECK(std::clock() - begin < CLOCKS_PER_SEC);
    REQUIRE(obstacles.size() == 1);
    CHECK(obstacles[0].reason == "a picture lies under a cut and cannot be blanked there: its data are damaged");
}

TEST_CASE("the work that JBIG2 data ask for stands in the headers of their segments") {
    const auto work = [](const std::string& data) { return jbig2_pixels({}, as_bytes(data)); };
    const auto halftone = picture_file("halftone.jb2");
    // Three patterns of 4 by 4; 24 by 16 cells of two bits and a pattern; the region is copied by the byte.
    CHECK(work(halftone) == 3 * 16 + 24 * 16 * (2 + 16) + 96 * 64 / 8);
    CHECK(work(picture_file("letters.jb2")) == 96 * 64 / 8);
    CHECK(work(picture_file("cells.jb2")) > 1e9);
    CHECK(work(halftone + "\r\n") == work(halftone));
    CHECK_FALSE(work(halftone.substr(0, 100)));
    CHECK_FALSE(work(halftone + "x"));
    // A region whose own end says how long it is (T.88, 7.2.7) hides nothing behind it.
    const std::string generic("\0\0\0\5\46\0\1\xFF\xFF\xFF\xFF\0\0\0\12\0\0\0\24\0\0\0\0\0\0\0\0\0\0\3\xFF\xFD\xFF\2\xFE\xFE\xFE\xFE\x55\xFF\xAC\0\0\0\24", 45);
    CHECK(work(generic) == 200);
    CHECK(work(generic + halftone) == 200 + *work(halftone));
    CHECK_FALSE(work(generic.substr(0, generic.size() - 6)));
}

TEST_CASE("a picture larger than the limits is refused before it is decoded") {
    const auto pdf = draft_with(stream_of("x", "/Type/XObject/Subtype/Image/Width 16000000/Height 16000000/BitsPerComponent 16/ColorSpace/DeviceRGB"));
    const auto obstacles = obstacles_of(pdf);
    REQUIRE(obstacles.size() == 1);
    CHECK(obstacles[0].reason.find("image_bytes") != std::string::npos);
}

TEST_CASE("a cut takes the samples under its glyphs and under its box, in every width") {
    const auto draft = [](const std::string& pixels) {
        return one_page("q 500 0 0 100 50 650 cm /I Do Q BT /F1 12 Tf 72 700 Td (see Secret here) Tj ET", {image(pixels, grey)}, "",
                        "/XObject<</I 6 0 R>>");
    };
    for (const auto width : {Width::exact, Width::grid, Width::fixed}) {
        const auto output = without(draft(drawing), "Secret", width);
        const auto before = rasters_of(draft(drawing)), after = rasters_of(output);
        REQUIRE(after.size() == 1);
        // Helvetica 12 at 72, 700: "see " is 22.7 points wide, "Secret" 34.7.
        const Rectangle glyphs{95, 699, 129, 707};
        INFO("width " << name_of(width));
        std::size_t left = 0;
        for (std::size_t y = 0; y < 29; ++y) {
            for (std::size_t x = 0; x < 37; ++x) {
                const bool under = is_under(glyphs, {500, 0, 0, 100, 50, 650}, 37, 29, x, y);
                if (under) CHECK(after[0].at(x, y)[0] % 255 == 0);
                left += after[0].at(x, y) == before[0].at(x, y);
            }
        }
        CHECK(left > 900);
        CHECK((output == without(draft(drawing), "Secret", width)));
    }
}

TEST_CASE("a picture of the page is blanked where a comment on it is cut") {
    const auto form = stream_of("BT /F1 12 Tf 10 10 Td (Secret) Tj ET", "/Type/XObject/Subtype/Form/BBox[0 0 100 30]/Resources<</Font<</F1 5 0 R>>>>");
    const auto pdf = one_page("q 200 0 0 150 100 500 cm /I Do Q",
                              {image(drawing, grey), "<</Type/Annot/Subtype/FreeText/Rect[120 540 220 570]/AP<</N 8 0 R>>/DA(/F1 12 Tf)/F 4>>", form},
                              "/Annots[7 0 R]", "/XObject<</I 6 0 R>>");
    const auto before = rasters_of(pdf), after = rasters_of(without(pdf, "Secret", Width::exact));
    REQUIRE(after.size() == 1);
    CHECK(after[0].bytes != before[0].bytes);
}
