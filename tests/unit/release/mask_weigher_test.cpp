#include <catch2/catch.hpp>

#include <chrono>

#include "release/mask_weigher.hpp"

using namespace review;

namespace {

Finding finding(const char* rule, const char* text, const char* place) {
    Finding made;
    made.rule = rule;
    made.category = Category::personal;
    made.likelihood = Likelihood::possible;
    made.excerpt = Sensitive(text);
    made.where.label = place;
    return made;
}

std::vector<Finding> settled(std::vector<Finding> findings) {
    const auto policy = load_policy("default", Channel::internet);
    MaskWeigher weigher(policy);
    weigher.settle(findings);
    return findings;
}

std::vector<Finding> names(std::initializer_list<const char*> open) {
    std::vector<Finding> findings;
    findings.push_back(finding("cn-person/masked-name", "张某某", "page 1"));
    for (const auto* name : open) findings.push_back(finding("cn-person/name", name, "page 3"));
    return findings;
}

}  // namespace

TEST_CASE("a masked name is a finding only where one name in the open fits it") {
    CHECK(settled(names({})).empty());
    CHECK(settled(names({"李四光", "张三"})).size() == 2);
    const auto told = settled(names({"李四光", "张三丰"}));
    REQUIRE(told.size() == 3);
    CHECK(told[0].evidence == std::vector<std::string>{"unmasked:page 3"});
    CHECK(told[0].likelihood == Likelihood::likely);
    CHECK(settled(names({"张三丰", "张无忌"})).size() == 2);  // either may be meant
    CHECK(settled(names({"张三丰", "张三丰"})).size() == 3);
}

TEST_CASE("a line that is a whole file of masks is weighed in reasonable time") {
    const auto policy = load_policy("default", Channel::internet);
    Part part;
    std::vector<Finding> findings;
    for (int i = 0; i < 5000; ++i) part.text += "420302********0015\t出生1990-01-01\t茅箭区\t";
    const auto begin = std::chrono::steady_clock::now();
    MaskWeigher weigher(policy);
    weigher.read(part);
    for (std::size_t at = 0, i = 0; (at = part.text.find("420302", at)) != std::string::npos; at += 18, ++i) {
        findings.push_back(finding("masked/resident-id", "420302********0015", "text"));
        weigher.add(part, i, findings.back(), at);
    }
    weigher.settle(findings);
    REQUIRE(findings.size() == 5000);
    CHECK(findings[2500].evidence == std::vector<std::string>{"candidates:1", "given:birth-date"});
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}
