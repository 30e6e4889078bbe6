#include <catch2/catch.hpp>

#include "names_in.hpp"
#include "scan/shown_part.hpp"
#include "text/shown_order.hpp"

using namespace review;
using support::found_of;

TEST_CASE("what is told to stand from right to left is read as it is shown, and found where it stands") {
    const auto scanner = Scanner::compile(built_in_packs());
    Part part;
    part.number = 7;
    part.first = 100;
    part.text = "手机：\u202e43215768931\u202c\n姓名：\u202e明建王\u202c";
    const auto findings = scanner.scan(part);
    std::vector<std::pair<std::string, GlyphSpan>> seen;
    for (const auto& finding : findings) seen.emplace_back(finding.excerpt.reveal(), finding.where.span);
    CHECK(std::find(seen.begin(), seen.end(), std::pair<std::string, GlyphSpan>{"13986751234", {7, 104, 115}}) != seen.end());
    CHECK(std::find(seen.begin(), seen.end(), std::pair<std::string, GlyphSpan>{"王建明", {7, 121, 124}}) != seen.end());
    const auto parts = std::vector<Part>{part};
    CHECK(scanner.may_find(parts) == std::vector<bool>{true});
}

TEST_CASE("a long line that is turned round again and again comes to an end") {
    std::string text;
    for (int i = 0; i < 50000; ++i) text += "\u202e1";
    CHECK(found_of("cn-contact/mobile", text).empty());
}

TEST_CASE("a line that nothing turns round is shown as it stands") {
    CHECK(shown_order(U"a1中") == std::vector<std::size_t>{0, 1, 2});
    CHECK(shown_order(U"") == std::vector<std::size_t>{});
    CHECK(shown_order(U"a\u202e\U0001f60012\u202cb") == std::vector<std::size_t>{0, 4, 3, 2, 1, 5, 6});
    CHECK_FALSE(turns_round("13986751234 مرحبا"));
}
