#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/plan.hpp>

#include "support/fake_document.hpp"

using namespace review;

namespace {

const Draft draft = make_draft("draft.txt", Bytes{'x'});

Finding finding(const char* id, GlyphSpan span, const char* text, Action action = Action::block) {
    Finding result;
    result.id = id;
    result.rule = "pack/rule";
    result.action = action;
    result.where.span = span;
    result.where.label = "part 0";
    result.excerpt = Sensitive(text);
    return result;
}

Decisions decide(std::vector<std::pair<const char*, Disposition>> all) {
    Decisions decisions;
    for (const auto& [id, disposition] : all) decisions.decisions.push_back({id, disposition, "basis", "", ""});
    return decisions;
}

Decisions all() {
    Decisions decisions;
    decisions.redact_all = true;
    return decisions;
}

RedactionPlan plan_for(std::vector<std::string> texts, std::vector<Finding> findings, const Decisions& decisions,
                       std::vector<BlindSpot> blind = {}) {
    return make_plan(draft, support::FakeDocument(std::move(texts)), findings, blind, decisions);
}

std::vector<Finding> list(Finding one) {
    std::vector<Finding> findings;
    findings.push_back(std::move(one));
    return findings;
}

std::vector<GlyphSpan> spans(const RedactionPlan& plan) {
    std::vector<GlyphSpan> result;
    for (const auto& cut : plan.cuts) result.push_back(cut.span);
    return result;
}

std::vector<Obstacle> refused(std::vector<std::string> texts, std::vector<Finding> findings, const Decisions& decisions,
                              std::vector<BlindSpot> blind = {}) {
    try {
        plan_for(std::move(texts), std::move(findings), decisions, std::move(blind));
    } catch (const Error& error) {
        CHECK(error.code() == Errc::refused);
        return error.obstacles();
    }
    return {};
}

}  // namespace

TEST_CASE("a value that goes, goes everywhere it stands, in any spacing") {
    const auto plan = plan_for({"tel 13800138000", "1 3 8-0013\n8000", "１３８００１３８０００", "nothing"},
                               list(finding("f-1", {0, 4, 15}, "13800138000")), all());
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 4, 15}, {1, 0, 15}, {2, 0, 11}});
    for (const auto& cut : plan.cuts) CHECK(cut.finding == "f-1");
}

TEST_CASE("a value inside a longer run goes too") {
    CHECK(spans(plan_for({"ab", "xxabxx"}, list(finding("f-1", {0, 0, 2}, "ab")), all())) ==
          std::vector<GlyphSpan>{{0, 0, 2}, {1, 2, 4}});
}

TEST_CASE("a day that goes, goes in every way it is written, but not where a person keeps it") {
    const std::vector<std::string> texts{"1990年1月1日", "at 1990-01-01T00:00:00Z", "19900101", "420302199001010015", "1990-01-02"};
    const auto plan = plan_for(texts, list(finding("f-1", {0, 0, 9}, "1990年1月1日")), all());
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 0, 9}, {1, 3, 13}, {2, 0, 8}});
    REQUIRE(plan.values.size() == 2);
    CHECK(plan.values[1].text.reveal() == "1990-01-01");

    // The words of a birth are no part of the day.
    CHECK(spans(plan_for({"1990年1月1日出生", "1990.1.1"}, list(finding("f-1", {0, 0, 11}, "1990年1月1日出生")), all())) == std::vector<GlyphSpan>{{0, 0, 11}, {1, 0, 8}});

    std::vector<Finding> two;
    two.push_back(finding("f-1", {0, 0, 9}, "1990年1月1日"));
    two.push_back(finding("f-2", {2, 0, 8}, "19900101"));
    CHECK(spans(plan_for(texts, std::move(two), decide({{"f-1", Disposition::redact}, {"f-2", Disposition::keep}}))) == std::vector<GlyphSpan>{{0, 0, 9}, {1, 3, 13}});
}

TEST_CASE("a value of one character goes only where it was found") {
    CHECK(spans(plan_for({"王", "王王"}, list(finding("f-1", {0, 0, 1}, "王")), all())) == std::vector<GlyphSpan>{{0, 0, 1}});
}

TEST_CASE("cuts are ordered, merged and carry every finding they go for") {
    std::vector<Finding> findings;
    findings.push_back(finding("f-2", {0, 2, 6}, "cdef"));
    findings.push_back(finding("f-1", {0, 0, 4}, "abcd"));
    const auto plan = plan_for({"abcdefgh"}, std::move(findings), all());
    REQUIRE(plan.cuts.size() == 1);
    CHECK(plan.cuts[0].span == GlyphSpan{0, 0, 6});
    CHECK(plan.cuts[0].finding == "f-1 f-2");
}

TEST_CASE("a value is kept for proof once, without layout spaces") {
    std::vector<Finding> findings;
    findings.push_back(finding("f-1", {0, 0, 3}, "张\n三"));
    findings.push_back(finding("f-2", {1, 0, 2}, "张三"));
    const auto plan = plan_for({"张\n三", "张三"}, std::move(findings), all());
    REQUIRE(plan.values.size() == 1);
    CHECK(plan.values[0].text.reveal() == "张三");
}

TEST_CASE("what was asked for goes wherever it stands, found by the scan or not, unless a person keeps it") {
    std::vector<RemovedValue> asked;
    asked.push_back({Sensitive("Vex41"), "terms/term-1"});
    asked.push_back({Sensitive("nowhere"), "terms/term-2"});
    const support::FakeDocument document({"V e x 4 1"});
    const auto plan = make_plan(draft, document, {}, {}, all(), {}, Width::grid, asked);
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 0, 9}});
    REQUIRE(plan.values.size() == 2);
    CHECK(plan.values[1].text.reveal() == "nowhere");
    CHECK(plan.values[1].rule == "terms/term-2");

    const auto kept = make_plan(draft, document, list(finding("f-1", {0, 0, 9}, "V e x 4 1")), {},
                                decide({{"f-1", Disposition::keep}}), {}, Width::grid, asked);
    CHECK(kept.cuts.empty());
    REQUIRE(kept.values.size() == 1);
    CHECK(kept.values[0].text.reveal() == "nowhere");
}

TEST_CASE("a value that goes on in the next page goes from both") {
    struct Pages final : support::FakeDocument {
        using FakeDocument::FakeDocument;
        void extract(ExtractionSink& sink) const override {
            struct AsPages final : ExtractionSink {
                explicit AsPages(ExtractionSink& to) : out(to) {}
                void part(Part&& part) override {
                    part.kind = PartKind::page;
                    out.part(std::move(part));
                }
                void blind_spot(BlindSpot&&) override {}
                ExtractionSink& out;
            } pages(sink);
            FakeDocument::extract(pages);
        }
    };
    std::vector<RemovedValue> asked;
    asked.push_back({Sensitive("440304"), "terms/term-1"});
    const auto plan = make_plan(draft, Pages({"total 4403", "04 and"}), {}, {}, all(), {}, Width::grid, asked);
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 6, 10}, {1, 0, 2}});
}

TEST_CASE("an undecided finding is refused with its place, its rule and choices, and never its text") {
    const auto obstacles = refused({"secretvalue"}, list(finding("f-1", {0, 0, 11}, "secretvalue")), {});
    REQUIRE(obstacles.size() == 1);
    CHECK(obstacles[0].object == "part 0");
    CHECK(obstacles[0].reason.find("pack/rule") != std::string::npos);
    CHECK(obstacles[0].reason.find("secretvalue") == std::string::npos);
    CHECK(obstacles[0].choices.size() == 2);
}

TEST_CASE("an escalated finding waits even where all others are redacted") {
    auto decisions = decide({{"f-1", Disposition::escalate}});
    decisions.redact_all = true;
    CHECK(refused({"ab"}, list(finding("f-1", {0, 0, 2}, "ab")), decisions).size() == 1);
}

TEST_CASE("what policy allows and what a person keeps is not cut") {
    CHECK(plan_for({"abcd"}, list(finding("f-1", {0, 0, 2}, "ab", Action::allow)), all()).cuts.empty());
    CHECK(plan_for({"abcd"}, list(finding("f-1", {0, 0, 2}, "ab")), decide({{"f-1", Disposition::keep}})).cuts.empty());
}

TEST_CASE("a place cannot stay and go") {
    std::vector<Finding> findings;
    findings.push_back(finding("f-1", {0, 0, 3}, "abc"));
    findings.push_back(finding("f-2", {0, 2, 4}, "cd"));
    CHECK(refused({"abcd"}, std::move(findings), decide({{"f-1", Disposition::redact}, {"f-2", Disposition::keep}})).size() == 1);
}

TEST_CASE("a blind spot nobody accepted is refused; one that goes or is accepted is not") {
    BlindSpot spot;
    spot.label = "page 5";
    CHECK(refused({"a"}, {}, {}, {spot}).size() == 1);
    spot.goes = true;
    CHECK(refused({"a"}, {}, {}, {spot}).empty());
    spot.goes = false;
    Decisions accepting;
    accepting.accepted_blind_spots = {"page 5"};
    CHECK(plan_for({"a"}, {}, accepting, {spot}).accepted.size() == 1);
}

TEST_CASE("decisions for another draft or for findings that are not there are refused") {
    Decisions other;
    other.draft = sha256(Bytes{'y'});
    CHECK_THROWS_WITH(plan_for({"a"}, {}, other), Catch::Contains("not for draft.txt"));
    CHECK_THROWS_WITH(plan_for({"a"}, {}, decide({{"f-9", Disposition::redact}})), Catch::Contains("f-9"));
}

TEST_CASE("planning twice gives the same plan, and nothing is left to cut after it") {
    const auto once = plan_for({"ab cab", "a b"}, list(finding("f-1", {0, 0, 2}, "ab")), all());
    const auto again = plan_for({"ab cab", "a b"}, list(finding("f-1", {0, 0, 2}, "ab")), all());
    CHECK(spans(once) == spans(again));
    for (std::size_t i = 1; i < once.cuts.size(); ++i) CHECK(once.cuts[i - 1].span < once.cuts[i].span);
}

TEST_CASE("a word parted by a hyphen at the end of a line goes whole, and one whose hyphen is its own too") {
    const auto cut = [](const std::string& text, const std::string& value) {
        std::vector<RemovedValue> asked;
        asked.push_back({Sensitive(value), "terms/term-1"});
        return spans(make_plan(draft, support::FakeDocument({text}), {}, {}, all(), {}, Width::grid, asked));
    };
    CHECK(cut("see Vex-\nwort too", "Vexwort") == std::vector<GlyphSpan>{{0, 4, 13}});
    CHECK(cut("see Vex- \nwort too", "Vexwort") == std::vector<GlyphSpan>{{0, 4, 14}});
    CHECK(cut("see e-\nmail too", "e-mail") == std::vector<GlyphSpan>{{0, 4, 11}});
    CHECK(cut("see Vex- wort too", "Vexwort").empty());
}

TEST_CASE("what nobody can read waits for an officer, or goes as the officer chose") {
    const std::vector<BlindSpot> blind{{0, 1, "page 1", BlindReason::no_unicode, "", "", false},
                                       {2, 3, "page 3", BlindReason::image_only, "", "", false}};
    const support::FakeDocument document({"a\ufffd\ufffdb\ufffd", "c", ""});
    CHECK_THROWS_AS(make_plan(draft, document, {}, blind, all()), Error);

    const auto removed = make_plan(draft, document, {}, blind, all(), {}, Width::grid, {}, {OnUnreadable::remove, {2}});
    CHECK(spans(removed) == std::vector<GlyphSpan>{{0, 1, 3}, {0, 4, 5}});
    REQUIRE(removed.unreadable.size() == 2);
    CHECK(fate_of(removed, 2) == OnUnreadable::remove);
    CHECK(fate_of(removed, 3) == OnUnreadable::remove);
    CHECK_FALSE(fate_of(removed, 1).has_value());
    CHECK(removed.accepted.empty());

    const auto drawn = make_plan(draft, document, {}, blind, all(), {}, Width::grid, {}, {OnUnreadable::rasterise, {}});
    CHECK(drawn.cuts.empty());
    CHECK(fate_of(drawn, 1) == OnUnreadable::rasterise);
    CHECK(fate_of(drawn, 3) == OnUnreadable::rasterise);
    CHECK(drawn.accepted.size() == 2);
}
