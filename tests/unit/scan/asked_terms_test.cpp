#include <catch2/catch.hpp>

#include <review/scanner.hpp>

using namespace review;

namespace {

std::vector<Finding> scanned(const char* term, const char* text, std::vector<std::uint32_t> painted = {}) {
    std::vector<PatternPack> packs;
    packs.push_back(terms_pack({term}, {}));
    Part part;
    part.label = "page 1";
    part.text = text;
    part.painted = std::move(painted);
    return Scanner::compile(std::move(packs)).scan(part);
}

}  // namespace

TEST_CASE("a term that was asked for is found letter by letter, and once") {
    const auto spaced = scanned("Vexwort7041", "to V e x w o r t 7 0 4 1 and");
    REQUIRE(spaced.size() == 1);
    CHECK(spaced[0].rule == "terms/term-1");
    CHECK(spaced[0].where.span == GlyphSpan{0, 3, 24});
    CHECK(spaced[0].excerpt.reveal() == "V e x w o r t 7 0 4 1");
    CHECK(scanned("Vexwort7041", "to Vexwort7041 and").size() == 1);
    CHECK(scanned("Vexwort7041", "Vex wart7041").empty());
}

TEST_CASE("a term whose glyphs do not stand together is a finding at the first of them") {
    const auto found = scanned("abc", "cxab", {2, 3, 0, 1});
    REQUIRE(found.size() == 1);
    CHECK(found[0].where.span == GlyphSpan{0, 0, 1});
    CHECK(found[0].excerpt.reveal() == "abc");
}

TEST_CASE("a number that was asked for is found in Chinese numerals and with other separators") {
    for (const char* text : {"于二〇三一〇七〇四发生", "于２０３１０７０４发生", "于2031-07-04发生", "于贰零叁壹零柒零肆发生"}) {
        const auto found = scanned("20310704", text);
        INFO(text);
        REQUIRE(found.size() == 1);
        CHECK(found[0].where.span.begin == 1);
    }
    CHECK(scanned("二〇三一〇七〇四", "于20310704发生").size() == 1);
    CHECK(scanned("20310704", "于二〇三一〇七〇五发生").empty());
    CHECK(scanned("2031", "于二〇三一年").empty());  // shorter numbers stand everywhere
}
