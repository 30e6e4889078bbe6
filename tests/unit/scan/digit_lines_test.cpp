#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <utility>

#include <review/pattern_pack.hpp>

#include "scan/digit_lines.hpp"
#include "scan/hyperscan.hpp"

using namespace review;

TEST_CASE("an expression wants a digit in its line where each of its matches has one and none runs over a line's end") {
    for (const auto* one : {"[0-9]{8}", "\\b[0-9]{8}-X\\b", "a1", "E\\+17", "\\d", "[A-Z](?:[0-9]|x[1-9])", "[0-9]+?", "(?:1|2){2,}", "[^\\n]*7", ".*[13]$", "汉[0-9]字?", "^[ \\t]*0[0-9]{5}[ \\t]*$", "[^ \\n]5", "[-0]{0,3}[0-35-9]"}) {
        INFO(one);
        CHECK(digits_in_line(one) > 0);
    }
    for (const auto* one : {"", "abc", "[0-9]*", "[0-9]?x", "[0-9]{0,4}x", "[0-9a]", "1|b", "(?:1|b)", "[^a]1", "\\s1", "\\D1", "\\W1", "1\\n", "\\x0a1", "[\\x00-\\x20]1", "[\\t-\\r]1", "\\x31", "(?s).1", "(?i)1", "(?-m:^1)", "\\A1", "1\\z",
                            "\\Q1\\E", "(1", "1)", "[1", "{1}", "1{,3}", "(?=1)1", "(?<!a)1", "(?<n>1)", "1**", "\\p{L}1", "[[:digit:]]", "[]1]", "(*UCP)1"}) {
        INFO(one);
        CHECK(digits_in_line(one) == 0);
    }
}

TEST_CASE("an expression wants as many digits in a line as the shortest of its matches has") {
    const std::pair<const char*, std::size_t> rows[] = {{"[0-9]{8}", 8}, {"\\b[A-Z][12][0-9]{8}\\b", 9}, {"1(?:23|456)7?", 3}, {"(?:[0-9]{2}-){3}4+", 7}, {"[0-9]{2,9}x", 2}, {"(?:[0-9]{4}|[0-9a]{9})1", 1},
                                                        {"\\d{3}?5", 4}, {"(?:[0-9]{60}){60}", 1000}, {"[0-9]{4000000000}", 1000}, {"(?:1[0-9]?){2}", 2}};
    for (const auto& [expression, digits] : rows) {
        INFO(expression);
        CHECK(digits_in_line(expression) == digits);
    }
}

namespace {

std::vector<TextRange> lines_with_digits(std::string_view text, std::size_t least = 1) { return review::lines_with_digits(digit_lines(text), least); }

}  // namespace

TEST_CASE("a line counts where it has as many digits as are asked for") {
    const std::string far(600, 'x'), text = "1a2\n" + far + "\n123" + std::string(200, 'x') + "4\n" + far + "\n12345678901234567890";
    CHECK(lines_with_digits(text, 3) == std::vector<TextRange>{{605, 810}, {1411, text.size()}});
    CHECK(lines_with_digits(text, 5) == std::vector<TextRange>{{1411, text.size()}});
    CHECK(lines_with_digits(text, 40) == std::vector<TextRange>{{1411, text.size()}});  // counted to sixteen
}

TEST_CASE("lines with digits are whole, ascending, apart, and all there are") {
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int line = 0; line < 40; ++line) {
            text += std::string(random() % 900, 'x') + (random() % 6 == 0 ? "4" : "") + std::string(random() % 9, 'y');
            if (line < 39 || random() % 2 == 0) text += '\n';
        }
        std::size_t end = 0;
        std::string left = text;
        for (const auto& range : lines_with_digits(text)) {
            REQUIRE(range.begin >= end);
            REQUIRE(range.end > range.begin);
            CHECK((range.begin == 0 || text[range.begin - 1] == '\n'));
            CHECK((range.end == text.size() || text[range.end - 1] == '\n'));
            end = range.end;
            std::fill(left.begin() + static_cast<std::ptrdiff_t>(range.begin), left.begin() + static_cast<std::ptrdiff_t>(range.end), ' ');
        }
        CHECK(left.find('4') == left.npos);
    }
    CHECK(lines_with_digits("").empty());
    CHECK(lines_with_digits("none\nat all\n").empty());
    CHECK(lines_with_digits("7") == std::vector<TextRange>{{0, 1}});
}

namespace {

std::vector<std::string> examples(const std::vector<PatternPack>& packs) {
    std::vector<std::string> all;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            for (const auto& example : rule.positive) all.push_back(example.text);
        }
    }
    return all;
}

std::multiset<std::pair<std::uint32_t, std::uint32_t>> ends_of(const std::vector<EngineHit>& hits) {
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> ends;
    for (const auto& hit : hits) ends.emplace(hit.expression, hit.end);
    return ends;
}

}  // namespace

TEST_CASE("what wants a digit in its line is found there alone, for every expression of the built-in packs") {
    const auto packs = built_in_packs();
    const auto pieces = examples(packs);
    std::vector<Expression> expressions;
    std::vector<std::size_t> least;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            for (const auto& regex : rule.match) {
                if (const auto digits = digits_in_line(regex.text); digits > 0) least.push_back(digits), expressions.push_back({regex.text, rule.verify.empty() ? Reading::characters : Reading::bytes});
            }
        }
    }
    REQUIRE(expressions.size() > 20);
    const PatternDatabase database(expressions);
    std::mt19937 random(11);
    std::size_t found = 0;
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (int i = 0; i < 30; ++i) {
            std::string piece = pieces[random() % pieces.size()];
            // Lines without digits between, ends of lines within, digits where none were.
            std::size_t at = random() % (piece.size() + 1);
            while (at < piece.size() && (static_cast<unsigned char>(piece[at]) & 0xc0) == 0x80) ++at;
            if (random() % 4 == 0) piece.insert(at, 1, "\n 0a-"[random() % 5]);
            text += piece;
            if (random() % 3 == 0) text += std::string(random() % 700, 'n');
            if (random() % 2 == 0) text += '\n';
        }
        const auto all = ends_of(database.scan(text));
        found += all.size();
        CHECK(all == ends_of(database.scan(text, lines_with_digits(text))));
        for (std::size_t few = 2; few <= 20; ++few) {
            auto some = all, seen = ends_of(database.scan(text, lines_with_digits(text, few)));
            std::erase_if(some, [&](const auto& hit) { return least[hit.first] < few; });
            std::erase_if(seen, [&](const auto& hit) { return least[hit.first] < few; });
            CHECK(some == seen);
        }
    }
    CHECK(found > 1000);
}
