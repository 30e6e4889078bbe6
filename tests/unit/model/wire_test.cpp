// What a worker tells crosses whole, and nothing else does.
#include <random>

#include <catch2/catch.hpp>
#include <review/error.hpp>

#include "model/wire/detection.hpp"
#include "model/wire/inspection.hpp"
#include "model/wire/records.hpp"
#include "release/told_pictures.hpp"
#include "release/told_rewriting.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

// Seeds of the fuzz target: each holds every field of its type.
Bytes seed(const std::string& name) {
    const auto text = support::read_file(std::string(REVIEW_FIXTURES) + "/fuzz/worker_answer/" + name);
    REQUIRE(text.size() > 20);
    return {text.begin() + 1, text.end()};
}

template <typename Value>
bool crosses_whole(const std::string& name) {
    const auto bytes = seed(name);
    return to_wire(from_wire<Value>(bytes)) == bytes;
}

template <typename Value>
bool is_refused(ByteView bytes) {
    try {
        from_wire<Value>(bytes);
        return false;
    } catch (const Error& error) {
        return error.code() == Errc::malformed;
    }
}

}  // namespace

TEST_CASE("every type crosses whole") {
    CHECK(crosses_whole<ScannedDocument>("scanned"));
    CHECK(crosses_whole<Inspection>("inspection"));
    CHECK(crosses_whole<RedactionPlan>("plan"));
    CHECK(crosses_whole<Evidence>("evidence"));
    CHECK(crosses_whole<ToldError>("error"));
    CHECK(crosses_whole<ToldDetections>("detections"));
    CHECK(crosses_whole<DocumentRecords>("records"));
    CHECK(crosses_whole<RewritingTold>("rewriting"));
    CHECK(crosses_whole<PagePicture>("picture"));
}

TEST_CASE("fields arrive where they were") {
    const auto document = from_wire<ScannedDocument>(seed("scanned"));
    CHECK(document.pages == 12);
    REQUIRE(document.findings.size() == 1);
    const auto& finding = document.findings[0];
    CHECK(finding.where.span == GlyphSpan{3, 120, 138});
    CHECK(finding.where.bytes == ByteRange{10, 28});
    CHECK(finding.where.quads[0][5] == 712);
    CHECK(finding.excerpt.reveal() == "420300199001010015");
    CHECK(finding.severity == Severity::high);
    CHECK(finding.action == Action::block);
    CHECK(finding.here_only);
    CHECK(document.blind_spots[0].can_go);
    CHECK(document.blind_spots[0].enough);
    CHECK(document.fields_in_vain == std::vector<std::string>{"//photo"});
    CHECK(from_wire<RedactionPlan>(seed("plan")).fields.at(0).removed);
    CHECK(from_wire<Evidence>(seed("evidence")).neutral_fields.at(0).count == 2);
    CHECK(from_wire<Evidence>(seed("evidence")).residual_places == std::vector<std::string>{"page 2"});
    CHECK(from_wire<Evidence>(seed("evidence")).not_found == std::vector<std::string>{"terms/term-2"});
}

TEST_CASE("any value of any number and text crosses") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        ScannedDocument one;
        one.pages = static_cast<std::uint32_t>(random() >> (32 + random() % 32));
        one.complete = random() % 2 == 0;
        one.failure = std::string(random() % 300, 'x') + "条";
        one.sha256.bytes[i % 32] = static_cast<std::uint8_t>(random());
        one.findings.resize(random() % 4);
        for (auto& finding : one.findings) {
            finding.where.span = {static_cast<std::uint32_t>(random()), 0xffffffff, 0};
            finding.where.quads.resize(random() % 3, Quad{-0.0, 1e300, std::bit_cast<double>(random())});
            if (random() % 2) finding.where.bytes = ByteRange{~std::uint64_t{0}, random()};
            finding.likelihood = static_cast<Likelihood>(random() % 3);
        }
        const auto bytes = to_wire(one);
        REQUIRE(to_wire(from_wire<ScannedDocument>(bytes)) == bytes);
    }
}

TEST_CASE("an answer cut short, or with more behind it, is refused") {
    const auto bytes = seed("scanned");
    for (std::size_t size = 0; size < bytes.size(); ++size) CHECK(is_refused<ScannedDocument>(ByteView(bytes).first(size)));
    auto more = bytes;
    more.push_back(0);
    CHECK(is_refused<ScannedDocument>(more));
}

TEST_CASE("what no worker writes is refused: numbers too large or too long, words of no list, text that is none") {
    CHECK(is_refused<ToldError>(Bytes{11, 0, 0}));                       // no such Errc
    CHECK(is_refused<ToldError>(Bytes{1, 2, 0xff, 0xfe, 0}));            // no UTF-8
    CHECK(is_refused<ToldError>(Bytes{0x81, 0x00, 0, 0}));               // one in two bytes
    CHECK(is_refused<ToldError>(Bytes{1, 0xff, 0xff, 0xff, 0xff, 0x0f})); // four GiB of text
    CHECK(is_refused<GlyphSpan>(Bytes{0x80, 0x80, 0x80, 0x80, 0x10, 0, 0}));  // 2^32
    CHECK_FALSE(is_refused<ToldError>(Bytes{1, 0, 0}));
    CHECK_FALSE(is_refused<GlyphSpan>(Bytes{0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0}));
}

TEST_CASE("a document that holds itself without end is refused") {
    // Inspections in inspections, each as short as it can be: the reader's own depth is bounded.
    Inspection outer;
    for (int i = 0; i < 100; ++i) {
        Inspection around;
        around.concealed.emplace_back().inside.push_back(std::move(outer));
        outer = std::move(around);
    }
    CHECK(is_refused<Inspection>(to_wire(outer)));
}
