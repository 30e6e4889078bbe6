#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "text/fold.hpp"
#include "text/plane_set.hpp"
#include "text/utf8.hpp"

using namespace review;

namespace {

// What pass() does, character by character.
std::size_t passed_slowly(const PlaneSet& set, std::string_view text, std::size_t at, std::size_t& before) {
    while (at < text.size()) {
        const auto point = decode_utf8(text, at);
        if (!point.valid || !set.contains(point.value)) break;
        before = at;
        at += point.size;
    }
    return at;
}

std::string some_text(std::mt19937& random) {
    constexpr std::string_view pieces[] = {"the office shall keep a record of every decision that concerns the budget or the staff", "汉字文本中的大部分字符都是这样的", "。", "，", "7", "\r\n", "\x7f", "é", "𬭎", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xff", "\xe6\xb1", "體", "\t", " ", "①", "e\xcc\x81"};
    std::string text;
    for (auto left = random() % 60; left > 0; --left) text += random() % 3 == 0 ? pieces[random() % std::size(pieces)] : pieces[random() % 2];
    return text;
}

}  // namespace

TEST_CASE("a pass over a text stops where a pass over its characters does") {
    std::mt19937 random(17);
    PlaneSet odd;  // more stretches of ASCII are not in it than blocks are looked at for
    for (char32_t point = 0; point < 0x10000; ++point) if (point % 7 != 3) odd.insert(point);
    odd.look_at_ascii();
    PlaneSet unready;
    for (char32_t point = 0x20; point < 0x10000; ++point) unready.insert(point);
    for (int round = 0; round < 600; ++round) {
        const auto text = some_text(random);
        for (const auto* set : {&plain_characters(), &no_digits(), const_cast<const PlaneSet*>(&odd), const_cast<const PlaneSet*>(&unready)}) {
            for (std::size_t at = 0; at <= text.size();) {
                std::size_t before = at, before_slowly = at;
                const auto end = set->pass(text, at, before);
                REQUIRE(end == passed_slowly(*set, text, at, before_slowly));
                REQUIRE(before == before_slowly);
                at = end + 1;
            }
        }
    }
}
