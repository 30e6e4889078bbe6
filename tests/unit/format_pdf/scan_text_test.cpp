#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <review/document.hpp>

#include "format/pdf/scan_text.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/pictures.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using namespace support;

namespace {

const std::string scan = stream_of(samples(100, 100, 1, 8), "/Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray");
const std::string watermark = stream_of(samples(100, 100, 1, 8), "/Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 6 0 R");
const std::string picture = "q 595 0 0 842 0 0 cm /I Do Q ";

struct Outcome {
    Rewritten rewritten;
    std::string words;  // pdftotext -bbox
};

Outcome redacted(const std::string& content, const std::string& value, const std::string& object = scan) {
    const auto pdf = one_page(content, {scan, object}, "", "/XObject<</I 7 0 R>>");
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = plan_for(draft, *document, value);
    REQUIRE_FALSE(plan.cuts.empty());
    plan.width = Width::grid;
    Outcome outcome{document->rewrite(plan), ""};
    TempFolder folder;
    write_file(folder / "out.pdf", std::string(as_text(outcome.rewritten.bytes)));
    outcome.words = run({"pdftotext", "-bbox", folder / "out.pdf", "-"}).out;
    return outcome;
}

double left_of(const std::string& words, const std::string& word) {
    const auto end = words.find('>' + word + '<');
    REQUIRE(end != std::string::npos);
    const auto tag = words.rfind("xMin=\"", end);
    return std::stod(words.substr(tag + 6));
}

// Helvetica 12: "see " is 22.7 points wide, "Secret" 34.7, a blank 3.3.
constexpr double begin = 72 + 22.68, end = begin + 34.68, after = end + 3.336;

std::vector<pdf::PlacedGlyph> word_of(const std::vector<std::string_view>& letters, double width) {
    std::vector<pdf::PlacedGlyph> glyphs;
    for (std::uint32_t i = 0; i < letters.size(); ++i) {
        const double x = i * width;
        glyphs.push_back({i, letters[i], {x, 0, x + width, 0, x + width, 10, x, 10}});
    }
    return glyphs;
}

std::pair<double, double> covered(const std::vector<std::string_view>& letters, const std::vector<std::uint32_t>& cut) {
    pdf::GlyphSizes em(letters.size());
    for (std::uint32_t i = 0; i < letters.size(); ++i) em[i] = 10;
    const auto glyphs = word_of(letters, 5);
    const auto boxes = pdf::boxes_over_scan(glyphs, cut, em);
    REQUIRE(boxes.size() == 1);
    return {boxes[0].quad[0], boxes[0].quad[2]};
}

}  // namespace

TEST_CASE("the invisible text of a scan stays where it stands, and the box where the word is pictured") {
    const auto outcome = redacted(picture + "BT 3 Tr /F1 12 Tf 72 700 Td (see Secret here) Tj ET", "Secret");
    CHECK(left_of(outcome.words, "see") == Approx(72).margin(0.1));
    CHECK(left_of(outcome.words, "here") == Approx(after).margin(0.1));
    REQUIRE(outcome.rewritten.boxes.size() == 1);
    const auto& box = outcome.rewritten.boxes[0];
    CHECK(box.on_picture);
    CHECK(box.quad[0] == Approx(begin - 1.2).margin(0.01));
    CHECK(box.quad[2] == Approx(end + 1.2).margin(0.01));
    CHECK(box.quad[1] < 700 - 0.2 * 12);
}

TEST_CASE("so does text that a picture hides") {
    const auto outcome = redacted("BT /F1 12 Tf 72 700 Td (see Secret here) Tj ET " + picture, "Secret");
    CHECK(left_of(outcome.words, "here") == Approx(after).margin(0.1));
}

TEST_CASE("text that is seen on a picture, or under a watermark, is set again like any other") {
    for (const auto& content : {picture + "BT /F1 12 Tf 72 700 Td (see Secret here) Tj ET", "BT /F1 12 Tf 72 700 Td (see Secret here) Tj ET " + picture}) {
        const auto outcome = redacted(content, "Secret", watermark);
        CHECK(std::abs(left_of(outcome.words, "here") - after) > 1);
        REQUIRE(outcome.rewritten.boxes.size() == 1);
        CHECK(outcome.rewritten.boxes[0].quad[2] - outcome.rewritten.boxes[0].quad[0] == Approx(48));
        CHECK(outcome.rewritten.boxes[0].on_picture);
    }
}

TEST_CASE("a box goes over a whole word where its letters were given even shares") {
    // Latin letters have widths of their own; digits and Han have one each.
    CHECK(covered({"a", "i", "m", "l"}, {2}) == std::pair(-1.0, 21.0));
    CHECK(covered({"1", "2", "3", "4"}, {2}) == std::pair(9.0, 16.0));
    CHECK(covered({"\u5f20", "\u4e09", "\u4e30"}, {2}) == std::pair(9.0, 16.0));
    CHECK(covered({"\u53f7", "1", "2", "3"}, {2, 3}) == std::pair(-1.0, 21.0));
    CHECK(covered({"a", "i", " ", "m", "l"}, {4}) == std::pair(14.0, 26.0));
    CHECK(covered({"a", "i", " ", "m", "l"}, {0, 1, 2, 3, 4}) == std::pair(-1.0, 26.0));
}
