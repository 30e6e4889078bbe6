#include <catch2/catch.hpp>

#include "release/public_cuts.hpp"
#include "support/fake_document.hpp"

using namespace review;

namespace {

// One page of one line whose glyphs stand side by side, ten points wide, from x = 0 on y = 100.
class OneLine final : public support::FakeDocument {
public:
    explicit OneLine(std::string text) : FakeDocument({}), text_(std::move(text)) {}
    void extract(ExtractionSink& sink) const override {
        Part part;
        part.kind = PartKind::page;
        part.page = 1;
        part.label = "page 1";
        part.text = text_;
        const auto count = part.glyph_count();
        for (std::uint32_t i = 0; i < count; ++i) {
            const double x = 10.0 * i;
            part.quads.push_back({x, 100, x + 10, 100, x + 10, 112, x, 112});
        }
        sink.part(std::move(part));
    }

private:
    std::string text_;
};

std::vector<PublicCut> cuts_of(const std::string& text, const RedactionPlan& plan, const std::vector<Finding>& findings = {}) {
    return public_cuts(OneLine(text), load_policy("default", Channel::internet), plan, findings);
}

RedactionPlan cutting(std::uint32_t begin, std::uint32_t end, const char* finding = "f-1") {
    RedactionPlan plan;
    plan.cuts.push_back({{0, begin, end}, PartKind::page, finding});
    return plan;
}

}  // namespace

TEST_CASE("cutting what stands behind a label of the policy is told, by label and law and never by value") {
    const auto cuts = cuts_of("成交金额：123456元", cutting(5, 11));
    REQUIRE(cuts.size() == 1);
    CHECK(cuts[0].place == "page 1");
    CHECK(cuts[0].label == "成交金额");
    CHECK(cuts[0].basis == std::vector<std::string>{"条例20"});
    CHECK(cuts[0].finding == "f-1");
    CHECK(cuts_of("报价金额：123456元", cutting(5, 11)).empty());
}

TEST_CASE("a rectangle over it is told as well, one beside it is not") {
    RedactionPlan plan;
    plan.areas.push_back({1, 49, 90, 111, 120});
    CHECK(cuts_of("成交金额：123456元", plan).size() == 1);
    plan.areas[0] = {1, 0, 90, 111, 120};  // the label goes too
    CHECK(cuts_of("成交金额：123456元", plan).size() == 1);
    plan.areas[0] = {1, 0, 200, 200, 220};
    CHECK(cuts_of("成交金额：123456元", plan).empty());
    plan.areas[0] = {2, 0, 90, 200, 120};
    CHECK(cuts_of("成交金额：123456元", plan).empty());
}

TEST_CASE("an identity number behind such a label has to go, and nobody is warned of it") {
    Finding id;
    id.id = "f-1";
    id.category = Category::personal;
    id.severity = Severity::critical;
    std::vector<Finding> findings;
    findings.push_back(std::move(id));
    CHECK(cuts_of("采购人：420302199001010015", cutting(4, 22), findings).empty());
}
