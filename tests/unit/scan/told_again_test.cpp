// A page may be read in more than one way, and a finding is told once.
#include <catch2/catch.hpp>

#include "scan/told_again.hpp"

using namespace review;

namespace {

// Three glyphs, and two of them once more.
Part page_read_twice() {
    Part part;
    part.kind = PartKind::page;
    part.text = "abc\nab";
    for (std::uint32_t i = 1; i <= part.text.size(); ++i) part.glyph_ends.push_back(i);
    const auto at = [](double x) { return Quad{x, 0, x + 6, 0, x + 6, 10, x, 10}; };
    part.quads = {at(0), at(6), at(12), {}, at(0), at(6)};
    part.painted = {0, 1, 2};
    return part;
}

Finding found(const Part& part, std::uint32_t begin, std::uint32_t end, Likelihood likelihood, const std::string& rule = "own/rule") {
    Finding finding;
    finding.rule = rule;
    finding.likelihood = likelihood;
    finding.where.span = {part.number, begin, end};
    finding.where.quads = quads_of(part, begin, end);
    finding.excerpt = Sensitive(text_of(part, begin, end));
    finding.evidence = {name_of(likelihood) == name_of(Likelihood::certain) ? "label" : "shape"};
    return finding;
}

std::vector<Finding> told(const Part& part, std::uint32_t begin, std::uint32_t end, Likelihood first, Likelihood again, const std::string& rule = "own/rule") {
    std::vector<Finding> findings;
    findings.push_back(found(part, begin, end, first));
    findings.push_back(found(part, 4, 6, again, rule));
    take_in_told_again(part, findings);
    return findings;
}

}  // namespace

TEST_CASE("what another reading tells at the same place is no finding of its own") {
    const auto part = page_read_twice();
    const auto findings = told(part, 0, 2, Likelihood::certain, Likelihood::likely);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].where.span.begin == 0);
    CHECK(findings[0].evidence == std::vector<std::string>{"label"});
}

TEST_CASE("where another reading is surer, its word counts for the place") {
    const auto part = page_read_twice();
    const auto findings = told(part, 0, 2, Likelihood::likely, Likelihood::certain);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].where.span.begin == 0);
    CHECK(findings[0].likelihood == Likelihood::certain);
    CHECK(findings[0].evidence == std::vector<std::string>{"label"});
}

TEST_CASE("another text, another rule or another place is another finding") {
    const auto part = page_read_twice();
    CHECK(told(part, 0, 3, Likelihood::certain, Likelihood::likely).size() == 2);
    CHECK(told(part, 0, 2, Likelihood::certain, Likelihood::likely, "own/other").size() == 2);
    CHECK(told(part, 1, 2, Likelihood::certain, Likelihood::likely).size() == 2);
    auto once = page_read_twice();
    once.painted.clear();  // the page just says it twice, one over the other
    CHECK(told(once, 0, 2, Likelihood::certain, Likelihood::likely).size() == 2);
}
