#include <catch2/catch.hpp>

#include <review/part.hpp>

using namespace review;

TEST_CASE("without glyph ends every code point is a glyph") {
    Part part;
    part.text = "a张b";
    CHECK(part.glyph_count() == 3);
    CHECK(text_of(part, 1, 2) == "张");
    part.first = 100;
    CHECK(text_of(part, 101, 103) == "张b");
}

TEST_CASE("a ligature is one glyph of several letters") {
    Part part;
    part.text = "office";
    part.glyph_ends = {1, 4, 5, 6};
    CHECK(part.glyph_count() == 4);
    CHECK(text_of(part, 1, 2) == "ffi");
}

TEST_CASE("bytes of a glyph run are the hull of its source") {
    Part part;
    part.text = "a&b";  // written a&amp;b from byte 10
    part.source = {{0, 1, {10, 11}, true}, {1, 2, {11, 16}, false}, {2, 3, {16, 17}, true}};
    CHECK(bytes_of(part, 1, 2)->begin == 11);
    CHECK(bytes_of(part, 1, 2)->end == 16);
    CHECK(bytes_of(part, 0, 3)->end == 17);
}

TEST_CASE("quads of neighbours on one line become one") {
    Part part;
    part.text = "abc";
    part.quads = {Quad{0, 0, 5, 0, 5, 10, 0, 10}, Quad{5, 0, 10, 0, 10, 10, 5, 10}, Quad{0, -20, 5, -20, 5, -10, 0, -10}};
    const auto lines = quads_of(part, 0, 3);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == Quad{0, 0, 10, 0, 10, 10, 0, 10});
}

TEST_CASE("a glyph of a long part is where counting one by one finds it") {
    Part part;
    part.first = 5;
    std::vector<std::size_t> begins;
    const std::vector<std::string> pieces{"a", "张", "é", "\U0001f600", "\n"};
    for (std::size_t i = 0; i < 3000; ++i) {
        begins.push_back(part.text.size());
        part.text += pieces[i * i % 5];
    }
    begins.push_back(part.text.size());
    for (std::uint32_t i = 0; i < 3000; i += 7) {
        for (const std::uint32_t size : {0u, 1u, 3u, 999u}) {
            const auto end = std::min<std::uint32_t>(i + size, 3000);
            const auto said = text_of(part, part.first + i, part.first + end);
            REQUIRE(static_cast<std::size_t>(said.data() - part.text.data()) == begins[i]);
            REQUIRE(said.size() == begins[end] - begins[i]);
        }
    }
}
