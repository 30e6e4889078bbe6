#include <catch2/catch.hpp>

#include "base/loose_text.hpp"

using namespace review;

TEST_CASE("A loose text has no blanks, no dashes between digits, small letters and the plain forms of wide characters") {
    CHECK(loose(" 身份证：１１０１-０１ A b ") == "身份证:110101ab");
    CHECK(loose("a-b 1-2 3-") == "a-b123-");
    CHECK(loose("，。、　（Ｘ）") == ",。、(x)");
    CHECK(loose("1-\u200b\u20102中-国") == "12中-国");
    CHECK(loose("4\u03362\u0332 王\u0336小\u0301 1\ufe0f\u20e3") == "42王小1");
    CHECK(loose("a\u0336e\u0301") != "ae");
}

TEST_CASE("A loose text is the same with its places and without them") {
    for (const std::string text : {"电话 138-0013 8000。", "ab-\ncd", "1-中2-", "\xe4\xb8", "一\xff二", "ﬁn 〇①x-9"}) {
        for (const auto hyphens : {LineHyphens::kept, LineHyphens::joined}) {
            const auto placed = loosen(text, hyphens);
            CHECK(placed.text == loose(text, hyphens));
            CHECK(placed.begins.size() == placed.text.size());
            CHECK(placed.ends.size() == placed.text.size());
        }
    }
}

TEST_CASE("Each byte of a loose text knows the character it came from") {
    const auto placed = loosen("中 国A");
    CHECK(placed.text == "中国a");
    CHECK(placed.begins == std::vector<std::uint32_t>{0, 0, 0, 4, 4, 4, 7});
    CHECK(placed.ends == std::vector<std::uint32_t>{3, 3, 3, 7, 7, 7, 8});
}
