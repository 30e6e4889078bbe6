#include <catch2/catch.hpp>

#include <random>

#include "model/glyph_bytes.hpp"

using namespace review;

TEST_CASE("where glyphs begin is what counting code points one by one gives, in any order of questions") {
    std::mt19937 random(7);
    const std::vector<std::string> characters{"a", "7", "é", "身", "證", "𠮷", "\n", "★"};
    for (int round = 0; round < 200; ++round) {
        Part part;
        part.first = random() % 3 == 0 ? 1000 : 0;
        std::vector<std::size_t> begins;
        for (auto count = random() % 80; count > 0; --count) {
            begins.push_back(part.text.size());
            part.text += characters[random() % characters.size()];
        }
        begins.push_back(part.text.size());
        GlyphBytes bytes;
        bytes.read(part);
        std::size_t asked = 0;
        for (int question = 0; question < 40; ++question) {
            asked = random() % 5 == 0 ? random() % begins.size() : std::min(asked + random() % 12, begins.size() - 1);
            REQUIRE(bytes.of(part, part.first + static_cast<std::uint32_t>(asked)) == begins[asked]);
        }
    }
}

TEST_CASE("a glyph after the last begins at the end of the text") {
    Part part;
    part.text = "身份证号码一二三";
    GlyphBytes bytes;
    bytes.read(part);
    CHECK(bytes.of(part, 100) == part.text.size());
}
