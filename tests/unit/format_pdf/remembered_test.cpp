#include <catch2/catch.hpp>

#include <review/document.hpp>

#include "format/pdf/remembered_parts.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using pdf::RememberedParts;

namespace {

// What came, in its order.
struct Told final : ExtractionSink {
    std::vector<std::string> what;
    void part(Part&& part) override {
        what.push_back(std::to_string(part.number) + ' ' + part.label + ": " + part.text + ' ' + std::to_string(part.glyph_ends.size()) + ' ' +
                       std::to_string(part.quads.size()));
        const auto taken = std::move(part);  // as sinks may
    }
    void blind_spot(BlindSpot&& spot) override { what.push_back(spot.label + "? " + spot.detail); }
};

Part part_of(std::uint32_t number, std::string text) {
    Part part;
    part.number = number;
    part.text = std::move(text);
    return part;
}

}  // namespace

TEST_CASE("a document that is asked again tells the same, in the same order") {
    auto pdf = support::one_page("BT /F1 12 Tf 72 700 Td (first) Tj ET (odd) Tj 9 undone", {"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(note)>>"},
                                 "/Annots[6 0 R]", "", "/Metadata 4 0 R");
    pdf.resize(pdf.find("xref\n"));  // damaged: blind spots come as well
    Draft draft;
    draft.name = "a.pdf";
    draft.bytes = Bytes(pdf.begin(), pdf.end());
    OpenOptions options;
    Told once, first, second;
    open_document(draft, options)->extract(once);
    options.read_again = true;
    const auto document = open_document(draft, options);
    document->extract(first);
    document->extract(second);
    REQUIRE(once.what.size() > 2);
    CHECK(first.what == once.what);
    CHECK(second.what == once.what);
}

TEST_CASE("of parts and blind spots the order is kept, and who takes a part takes no other's") {
    RememberedParts remembered(1 << 20);
    Told first, second, third;
    RememberedParts::Recorder recorder(remembered, first);
    recorder.part(part_of(0, "one"));
    recorder.blind_spot({0, 1, "page 1", BlindReason::malformed, "torn", {}, false});
    recorder.part(part_of(1, "two"));
    CHECK_FALSE(remembered.whole());  // nobody said that this was all
    recorder.done();
    REQUIRE(remembered.whole());
    remembered.tell(second);
    remembered.tell(third);
    CHECK(first.what.size() == 3);
    CHECK(second.what == first.what);
    CHECK(third.what == first.what);
}

TEST_CASE("what does not fit is passed on and not kept") {
    RememberedParts remembered(1000);
    Told told;
    RememberedParts::Recorder recorder(remembered, told);
    recorder.part(part_of(0, "short"));
    recorder.part(part_of(1, std::string(1000, 'x')));
    recorder.part(part_of(2, "short again"));
    recorder.done();
    CHECK(told.what.size() == 3);
    CHECK_FALSE(remembered.whole());
}
