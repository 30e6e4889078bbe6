#include <algorithm>
#include <limits>

#include <catch2/catch.hpp>

#include "format/pdf/layout.hpp"

using review::Quad;
using review::pdf::PlacedGlyph;
using review::pdf::reading_order;

namespace {

Quad box(double x, double y, double width, double height) {
    return {x, y, x + width, y, x + width, y + height, x, y + height};
}

// One glyph a character, 6 points wide and 10 high.
void put(std::vector<PlacedGlyph>& glyphs, std::string_view text, double x, double y) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto number = static_cast<std::uint32_t>(glyphs.size());
        glyphs.push_back({number, text.substr(i, 1), box(x + 6.0 * static_cast<double>(i), y, 6, 10), false});
    }
}

}  // namespace

TEST_CASE("drawing order does not matter to reading order") {
    std::vector<PlacedGlyph> glyphs;
    put(glyphs, "second", 10, 80);
    put(glyphs, "first", 10, 100);
    std::reverse(glyphs.begin(), glyphs.end());
    CHECK(reading_order(glyphs).text == "first\nsecond");
}

TEST_CASE("gaps become spaces and cells, and stand for no drawn glyph") {
    std::vector<PlacedGlyph> glyphs;
    put(glyphs, "ab", 10, 100);
    put(glyphs, "cd", 25, 100);
    put(glyphs, "ef", 100, 100);
    const auto order = reading_order(glyphs);
    CHECK(order.text == "ab cd\tef");
    CHECK(order.drawn_of(2).empty());
    REQUIRE(order.drawn_of(3).size() == 1);
    CHECK(order.drawn_of(3)[0] == 2);
}

TEST_CASE("a glyph painted twice is read once and cut twice") {
    std::vector<PlacedGlyph> glyphs;
    put(glyphs, "11", 10, 100);
    put(glyphs, "11", 10.3, 100);
    const auto order = reading_order(glyphs);
    CHECK(order.text == "11");
    REQUIRE(order.drawn_of(0).size() == 2);
    CHECK(order.drawn_of(0)[1] == 2);
    CHECK(order.drawn_of(1).size() == 2);
}

TEST_CASE("the shadow of a text is no second text") {
    std::vector<PlacedGlyph> glyphs;
    put(glyphs, "1122", 11, 99);
    put(glyphs, "1122", 10, 100);
    CHECK(reading_order(glyphs).text == "1122");
    put(glyphs, "ll", 40, 100);
    put(glyphs, "l", 47, 100);  // set tight, as is the next
    put(glyphs, "l", 47.8, 100);
    CHECK(reading_order(glyphs).text == "1122 llll");
}

TEST_CASE("a giant watermark does not mix the lines below it") {
    std::vector<PlacedGlyph> glyphs;
    for (int line = 0; line < 10; ++line) put(glyphs, "abc", 10, 200 - 14 * line);
    glyphs.push_back({1000, "W", box(5, 110, 200, 200), false});  // its middle is just above the first line
    const auto text = reading_order(glyphs).text;
    std::size_t lines = 0;
    for (auto at = text.find("abc"); at != std::string::npos; at = text.find("abc", at + 1)) ++lines;
    CHECK(lines >= 9);
}

TEST_CASE("many glyphs at one place take no quadratic time") {
    const std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    std::vector<PlacedGlyph> glyphs;
    for (std::uint32_t i = 0; i < 20'000; ++i) glyphs.push_back({i, letters.substr(i % 26, 1), box(10, 10, 6, 10), false});
    const auto order = reading_order(std::move(glyphs));
    CHECK(order.drawn_ends[order.first_glyphs() - 1] == 20'000);  // each drawn glyph stands in the first reading once
    CHECK(order.drawn.size() == 40'000);                          // and in the order they are painted once more
}

TEST_CASE("coordinates that are no numbers are survived") {
    std::vector<PlacedGlyph> glyphs;
    put(glyphs, "abc", 10, 100);
    glyphs[1].quad[0] = std::numeric_limits<double>::quiet_NaN();
    glyphs[2].quad[3] = std::numeric_limits<double>::infinity();
    CHECK(reading_order(glyphs).glyph_ends.size() >= 3);
}

namespace {

// Lines of running text, 25 characters each, from `top` downwards.
void put_column(std::vector<PlacedGlyph>& glyphs, char letter, double x, double top, int lines, double leading = 12) {
    static const std::string alphabet = "abcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < lines; ++i) {
        const auto at = alphabet.find(letter);
        std::string_view one = std::string_view(alphabet).substr(at, 1);
        for (int k = 0; k < 25; ++k) put(glyphs, one, x + 6.0 * k, top - leading * i);
    }
}

std::string squashed(const std::string& text) {
    std::string kept;
    for (const char c : text) {
        if (kept.empty() || kept.back() != c) kept += c;
    }
    return kept;
}

}  // namespace

TEST_CASE("columns whose lines are not level are not one line, and are read one after the other") {
    std::vector<PlacedGlyph> glyphs;
    put_column(glyphs, 'a', 45, 700, 12, 10);
    put_column(glyphs, 'b', 207, 704, 12, 10);
    put_column(glyphs, 'c', 370, 697, 12, 10);
    const auto text = reading_order(glyphs).text;
    CHECK(std::count(text.begin(), text.end(), '\n') == 35);
    CHECK(squashed(text) == "a\na\na\na\na\na\na\na\na\na\na\na\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nb\nc\nc\nc\nc\nc\nc\nc\nc\nc\nc\nc\nc");
}

TEST_CASE("a line over both columns comes before them, and one below after them") {
    std::vector<PlacedGlyph> glyphs;
    for (int k = 0; k < 50; ++k) put(glyphs, "t", 60 + 6.0 * k, 720);
    put_column(glyphs, 'a', 45, 700, 4);
    put_column(glyphs, 'b', 207, 700, 4);
    for (int k = 0; k < 50; ++k) put(glyphs, "u", 60 + 6.0 * k, 640);
    CHECK(squashed(reading_order(glyphs).text) == "t\na\na\na\na\nb\nb\nb\nb\nu");
}

TEST_CASE("narrow columns of a bulletin, as wide as each other and filled, are read one after the other; cells of many widths are rows") {
    constexpr std::size_t lengths[] = {18, 15, 17, 18, 15, 18};
    static const std::string letters[] = {std::string(18, 'a'), std::string(18, 'b'), std::string(18, 'c')};
    const auto three = [&](auto width_of) {
        std::vector<PlacedGlyph> glyphs;
        for (int i = 0; i < 6; ++i) {
            for (int column = 0; column < 3; ++column) {
                const auto size = std::min<std::size_t>(lengths[(i + column) % 6], static_cast<std::size_t>(width_of(i, column)));
                put(glyphs, std::string_view(letters[column]).substr(0, size), 45 + 170.0 * column, 700 - 12.0 * i);
            }
        }
        auto text = squashed(reading_order(glyphs).text);
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    };
    CHECK(three([](int, int) { return 18; }) == "a a a a a a b b b b b b c c c c c c");
    // Names of bodies beside addresses, without a rule: some long, some short.
    CHECK(three([](int row, int column) { return row % 2 == 0 ? 18 : 7 + column; }).starts_with("a\tb\tc a\tb\tc"));
}

TEST_CASE("short text side by side and text with a rule between are tables, read by rows") {
    std::vector<PlacedGlyph> glyphs;
    for (int i = 0; i < 6; ++i) {
        put(glyphs, "name", 45, 700 - 12.0 * i);
        put(glyphs, "value", 207, 700 - 12.0 * i);
    }
    CHECK(reading_order(glyphs).text.starts_with("name\tvalue\nname\tvalue\n"));
    glyphs.clear();
    put_column(glyphs, 'a', 45, 700, 6);
    put_column(glyphs, 'b', 207, 700, 6);
    CHECK(squashed(reading_order(glyphs, {{{201, 600}, {201, 720}}}).text) == "a\tb\na\tb\na\tb\na\tb\na\tb\na\tb");
}

TEST_CASE("lines of a slanted scan stay apart") {
    std::vector<PlacedGlyph> glyphs;
    for (int i = 0; i < 5; ++i) {
        for (int k = 0; k < 60; ++k) put(glyphs, i % 2 ? "b" : "a", 45 + 6.0 * k, 700 - 14.0 * i - 0.12 * k);
    }
    CHECK(squashed(reading_order(glyphs).text) == "a\nb\na\nb\na");
}
