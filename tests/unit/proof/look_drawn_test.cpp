#include <catch2/catch.hpp>

#include <review/document.hpp>

#include "format/pdf/render.hpp"
#include "proof/look_drawn.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string secret = "BT /F1 12 Tf 50 600 Td (SECRET) Tj ET ";
const std::string beside = "BT /F1 12 Tf 50 400 Td (all the rest) Tj ET ";
const std::string box = "40 590 80 30 re f ";

// What is said of a file that should be the draft with the secret under a box.
std::vector<std::string> doubts_of(const std::string& output, bool cut = true) {
    const auto pdf = support::one_page(secret + beside);
    const auto draft = make_draft("draft.pdf", Bytes(pdf.begin(), pdf.end()));
    const auto document = open_document(draft);
    RedactionPlan plan;
    Evidence evidence;
    if (cut) evidence.boxes.push_back({1, {40, 590, 120, 590, 120, 620, 40, 620}, "f-1"});
    const auto finished = support::one_page(output);
    look_drawn(*document, as_bytes(finished), plan, evidence);
    return evidence.doubts;
}

bool no_renderer() {
    if (pdf::PageRenderer::version()) return false;
    WARN("NOT CHECKED: pdftoppm is not on this machine");
    return true;
}

}  // namespace

TEST_CASE("a finished page that looks like the draft beside its boxes is told clean") {
    if (no_renderer()) return;
    CHECK(doubts_of(box + beside).empty());
    CHECK(doubts_of(secret + beside, false).empty());
    // A letter half a pixel aside: poppler rounds places.
    CHECK(doubts_of(box + "BT /F1 12 Tf 50.2 400 Td (all the rest) Tj ET ").empty());
}

TEST_CASE("what is gone, new or shows through a box is doubted") {
    if (no_renderer()) return;
    CHECK(doubts_of(box) == std::vector<std::string>{"page 1 looks different where nothing was cut"});
    CHECK(doubts_of(box + beside + "BT /F1 12 Tf 50 200 Td (new) Tj ET ").size() == 1);
    CHECK(doubts_of(box + "BT /F1 12 Tf 50 400 Td (all the best) Tj ET ").size() == 1);
    CHECK(doubts_of(beside + "1 g " + box + "0 g " + secret) == std::vector<std::string>{"a box on page 1 lets something show through"});
    CHECK(doubts_of(beside + secret, false).empty());
    CHECK(doubts_of(beside, false).size() == 1);
}
