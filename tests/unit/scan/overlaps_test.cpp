#include <catch2/catch.hpp>

#include <review/pattern_pack.hpp>
#include <review/scanner.hpp>

#include "scan/overlaps.hpp"

using namespace review;

namespace {

std::vector<Finding> found(const std::string& text) {
    static const auto scanner = Scanner::compile(built_in_packs());
    Part part;
    part.text = text;
    return scanner.scan(part);
}

bool has(const Finding& finding, const std::string& evidence) {
    return std::find(finding.evidence.begin(), finding.evidence.end(), evidence) != finding.evidence.end();
}

Finding one(const std::string& rule, std::uint32_t begin, std::uint32_t end, Likelihood likelihood, Severity severity) {
    Finding finding;
    finding.rule = rule;
    finding.where.span = {0, begin, end};
    finding.likelihood = likelihood;
    finding.severity = severity;
    return finding;
}

template <typename... Findings>
std::vector<std::string> left(Findings... each) {
    std::vector<Finding> findings;
    (findings.push_back(std::move(each)), ...);
    take_in_overlapped(findings, {"a/id", "a/card", "a/phone"});
    std::vector<std::string> rules;
    for (const auto& finding : findings) rules.push_back(finding.rule);
    return rules;
}

}  // namespace

TEST_CASE("an identity number whose digits are those of a card, too, is one finding that says so") {
    const auto findings = found("银行卡号\n420303198009098084");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "cn-identity/resident-id");
    CHECK(has(findings[0], "also:cn-finance/bank-card"));
}

TEST_CASE("four groups of a card are not a telephone number as well") {
    const auto findings = found("卡号 6217 0048 1396 0134 472");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].rule == "cn-finance/bank-card");
}

TEST_CASE("a number stays beside one that is less sure, less severe or shorter") {
    const auto certain = Likelihood::certain, likely = Likelihood::likely;
    const auto high = Severity::high, low = Severity::low;
    CHECK(left(one("a/id", 0, 18, certain, high), one("a/phone", 2, 13, certain, high)) == std::vector<std::string>{"a/id"});
    CHECK(left(one("a/id", 0, 18, likely, high), one("a/phone", 2, 13, certain, high)).size() == 2);
    CHECK(left(one("a/id", 0, 18, certain, low), one("a/phone", 2, 13, certain, high)).size() == 2);
    CHECK(left(one("a/id", 0, 18, certain, high), one("a/phone", 10, 21, certain, high)).size() == 2);
    CHECK(left(one("a/id", 0, 18, certain, high), one("a/card", 0, 18, certain, high)).size() == 2);
    CHECK(left(one("a/card", 0, 18, likely, high), one("a/id", 0, 18, certain, high)) == std::vector<std::string>{"a/id"});
}

TEST_CASE("what is no number is decided by itself") {
    const auto certain = Likelihood::certain;
    CHECK(left(one("a/id", 0, 18, certain, Severity::high), one("a/name", 2, 5, certain, Severity::low)).size() == 2);
}

TEST_CASE("a number that has few digits of its own left among O and l is read") {
    REQUIRE_FALSE(found("5lOlO4l995lOO8l35X").empty());
    CHECK(found("5lOlO4l995lOO8l35X")[0].rule == "cn-identity/resident-id");
}

TEST_CASE("one digit a line is a telephone number where a label says so") {
    const std::string digits = "1\n3\n8\n0\n0\n0\n0\n0\n0\n0\n0";
    CHECK(found("1\t" + digits).empty());
    REQUIRE(found("联系电话：" + digits).size() == 1);
    CHECK(found("联系电话：" + digits)[0].likelihood == Likelihood::likely);
}
