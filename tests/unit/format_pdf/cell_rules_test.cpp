#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>

#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

// A row of two cells with hardly a gap between them: a name and a number, then what a producer rules them with.
std::string row(const std::string& rules) {
    return support::one_page(rules + " BT /F1 12 Tf 1 0 0 1 104 700 Tm (41112222333344) Tj 1 0 0 1 206 700 Tm (300) Tj ET");
}

std::vector<Box> boxes_of(const std::string& pdf, const std::string& secret) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = support::plan_for(draft, *document, secret);
    plan.width = Width::grid;
    REQUIRE_FALSE(plan.cuts.empty());
    return document->rewrite(plan).boxes;
}

double left_of(const Box& box) { return std::min({box.quad[0], box.quad[2], box.quad[4], box.quad[6]}); }
double right_of(const Box& box) { return std::max({box.quad[0], box.quad[2], box.quad[4], box.quad[6]}); }

}  // namespace

TEST_CASE("a box ends at the rule of its cell, however the rule is drawn") {
    for (const std::string rules : {"100 690 m 100 720 l S 199 690 m 199 720 l S", "100 690 99 30 re S",
                                    "99.75 690 0.5 30 re f 198.75 690 0.5 30 re f",
                                    "99.7 690 m 100.3 690 l 100.3 720 l 99.7 720 l h f 199 720 m 199 690 l s",
                                    "q 0 1 -1 0 0 0 cm 690 -199 m 720 -199 l S 690 -100 m 720 -100 l S Q"}) {
        INFO(rules);
        const auto boxes = boxes_of(row(rules), "41112222333344");
        REQUIRE(boxes.size() == 1);
        CHECK(left_of(boxes[0]) >= 100);
        CHECK(right_of(boxes[0]) <= 199);
        CHECK(right_of(boxes[0]) > 190);
    }
}

TEST_CASE("a curve, a clip, a bar or a rule of another row parts no cells") {
    for (const std::string drawn : {"199 690 m 199 700 199 710 199 720 c S", "100 690 99 30 re W n", "190 690 9 30 re f",
                                    "199 600 m 199 650 l S", ""}) {
        INFO(drawn);
        const auto boxes = boxes_of(row(drawn), "41112222333344");
        REQUIRE(boxes.size() == 1);
        CHECK(left_of(boxes[0]) < 100);
    }
}

TEST_CASE("a word set from top to bottom letter by letter gets a narrow box, and its neighbours stay legible") {
    std::string content = "BT /F1 12 Tf";
    const std::string word = "WXYZ";
    for (std::size_t i = 0; i < word.size(); ++i) {
        content += " 1 0 0 1 100 " + std::to_string(700 - 15 * i) + " Tm (" + word.substr(i, 1) + ") Tj";
        content += " 1 0 0 1 116 " + std::to_string(707.5 - 15 * i) + " Tm (o) Tj";
    }
    const auto boxes = boxes_of(support::one_page(content + " ET"), "X");
    REQUIRE(boxes.size() == 1);
    for (const auto& box : boxes) {
        CHECK(right_of(box) - left_of(box) <= 16);
        CHECK(right_of(box) <= 116);
    }
}

TEST_CASE("what a rule parts is read as two cells, and a gap without one as a space") {
    const auto text = [](const std::string& rules) {
        const auto pdf = row(rules);
        const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
        Extraction extraction;
        open_document(draft)->extract(extraction);
        return extraction.parts.at(0).text;
    };
    CHECK(text("199 690 m 199 720 l S") == "41112222333344\t300");
    CHECK(text("199 600 m 199 650 l S") == "41112222333344 300");
}
