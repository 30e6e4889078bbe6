#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/prove.hpp>

#include "unit/format_pdf/cut_everywhere.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string box = "0 g 40 590 80 30 re f ";
const std::string code = "1 g BT /F1 9 Tf 60 602 Td (B6) Tj ET ";
const std::string rest = "0 g BT /F1 12 Tf 50 400 Td (all the rest) Tj ET ";

// Whether the proof finds nothing else than the code in the box that took the secret's place.
bool expected_only(const std::string& output) {
    const auto pdf = support::one_page("BT /F1 12 Tf 50 600 Td (SEC6B6) Tj ET " + rest);
    const auto draft = make_draft("draft.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    auto plan = support::plan_for(draft, *document, "SEC6B6");
    plan.label = "B6";
    plan.labels = {{1, {55, 595, 75, 595, 75, 615, 55, 615}}};
    const auto finished = support::one_page(output);
    return prove(as_bytes(finished), plan, nullptr, document.get()).untouched_equal;
}

}  // namespace

TEST_CASE("a reason code is expected in its place, once, and nothing besides") {
    CHECK(expected_only(box + code + rest));
    CHECK(expected_only(rest + box + code));
    CHECK_FALSE(expected_only(box + rest));
    CHECK_FALSE(expected_only(box + code + "BT /F1 9 Tf 200 602 Td (B6) Tj ET " + rest));
    CHECK_FALSE(expected_only(box + "1 g BT /F1 9 Tf 60 602 Td (B) Tj ET " + rest));
    CHECK_FALSE(expected_only(box + "1 g BT /F1 9 Tf 60 602 Td (B7) Tj ET " + rest));
    CHECK_FALSE(expected_only(box + "1 g BT /F1 9 Tf 200 602 Td (B6) Tj ET " + rest));
}

TEST_CASE("a character that should have gone is none of the code's, though the code has one like it") {
    CHECK_FALSE(expected_only(box + code + "BT /F1 12 Tf 68 600 Td (6) Tj ET " + rest));
    CHECK_FALSE(expected_only("BT /F1 12 Tf 62 600 Td (B) Tj ET " + box + code + rest));
}
