// The session that README.md shows is the one a reader gets.
#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;

TEST_CASE("README shows what the program prints of its example") {
    const auto readme = support::read_file(REVIEW_SOURCE "/README.md");
    const support::TempFolder folder;
    const auto scanned = review({"scan", fixture("decision.pdf")});
    CHECK(scanned.status == 1);
    const auto head = scanned.out.substr(0, scanned.out.find("law:"));
    INFO(head);
    REQUIRE(head.size() > 300);
    CHECK(readme.find(head) != std::string::npos);
    const auto released = review({"release", fixture("decision.pdf"), "-o", folder / "release"});
    CHECK(released.status == 5);
    const auto waits = released.err.substr(0, released.err.find('\n'));
    INFO(waits);
    CHECK(readme.find(waits + "\n(exit status 5)") != std::string::npos);
    const auto cut = review({"redact", fixture("decision.pdf"), "-o", folder / "out.pdf", "--all", "--evidence", folder / "evidence.json"});
    INFO(cut.err);
    REQUIRE(cut.status == 0);
    const auto evidence = support::read_file(folder / "evidence.json");
    const auto at = evidence.find("\"values\":");
    REQUIRE(at != std::string::npos);
    const auto values = std::to_string(std::stoi(evidence.substr(at + 9)));
    CHECK(readme.find("Gone: " + values + " values were looked for") != std::string::npos);
}
