#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/plan.hpp>

#include "redact/mask_cuts.hpp"
#include "support/fake_document.hpp"

using namespace review;

namespace {

const Draft draft = make_draft("draft.txt", Bytes{'x'});

std::vector<Finding> one(const char* rule, GlyphSpan span, const char* text) {
    std::vector<Finding> findings(1);
    findings[0].id = "f-1";
    findings[0].rule = rule;
    findings[0].action = Action::block;
    findings[0].where.span = span;
    findings[0].excerpt = Sensitive(text);
    return findings;
}

Decisions masked() {
    Decisions decisions;
    Decision decision;
    decision.finding = "f-1";
    decision.disposition = Disposition::mask;
    decisions.decisions = {decision};
    return decisions;
}

std::vector<GlyphSpan> spans(const RedactionPlan& plan) {
    std::vector<GlyphSpan> result;
    for (const auto& cut : plan.cuts) result.push_back(cut.span);
    return result;
}

}  // namespace

TEST_CASE("a mask shows what offices have agreed on, in any spacing") {
    CHECK(masked_text("cn-contact/mobile", "13912341234") == "139****1234");
    CHECK(masked_text("cn-contact/mobile", "+86 139-1234-1234") == "+86 139-****-1234");
    CHECK(masked_text("cn-identity/resident-id", "42030219900101001X") == "4***************1X");
    CHECK(masked_text("cn-finance/bank-card", "6222 0212 3456 7890 123") == "6222 **** **** ***0 123");
    CHECK(masked_text("cn-person/name", "张三丰") == "张**");
    CHECK(masked_text("cn-contact/mobile", "１３９１２３４１２３４") == "１３９****１２３４");
}

TEST_CASE("a value that is not written as its rule has it shows nothing") {
    CHECK(masked_text("cn-contact/mobile", "1391234123") == "**********");
    CHECK(masked_text("cn-contact/mobile", "一三九12341234") == "***********");
    CHECK(masked_text("cn-finance/bank-card", "12345678901234567890") == "********************");
    CHECK(masked_text("cn-contact/email", "a@b.cn") == "******");
    CHECK_FALSE(has_mask("cn-contact/email"));
}

TEST_CASE("what a mask hides goes wherever the value stands, and the whole value is what the proof looks for") {
    const auto plan = make_plan(draft, support::FakeDocument({"tel 13912341234", "139 1234 1234"}),
                                one("cn-contact/mobile", {0, 4, 15}, "13912341234"), {}, masked());
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 7, 11}, {1, 4, 8}});
    REQUIRE(plan.values.size() == 1);
    CHECK(plan.values[0].text.reveal() == "13912341234");
}

TEST_CASE("a value that goes whole for one finding shows nothing for another") {
    auto findings = one("cn-contact/mobile", {0, 0, 11}, "13912341234");
    findings.push_back(std::move(one("cn-contact/mobile", {1, 0, 11}, "13912341234")[0]));
    findings[1].id = "f-2";
    auto decisions = masked();
    Decision redact;
    redact.finding = "f-2", redact.disposition = Disposition::redact;
    decisions.decisions.push_back(redact);
    const auto plan = make_plan(draft, support::FakeDocument({"13912341234", "13912341234"}), findings, {}, decisions);
    CHECK(spans(plan) == std::vector<GlyphSpan>{{0, 0, 11}, {1, 0, 11}});
}

TEST_CASE("a rule without a mask is refused and not redacted by guess") {
    try {
        make_plan(draft, support::FakeDocument({"a@b.cn"}), one("cn-contact/email", {0, 0, 6}, "a@b.cn"), {}, masked());
        FAIL("it was planned");
    } catch (const Error& error) {
        REQUIRE(error.obstacles().size() == 1);
        CHECK(error.obstacles()[0].reason == "no mask is known for cn-contact/email (f-1)");
    }
}
