// What engines are given of a picture file.
#include <catch2/catch.hpp>

#include <random>

#include "format/picture/grey_file.hpp"
#include "format/picture/neutral_file.hpp"
#include "format/picture/png_grey.hpp"
#include "png_files.hpp"

using namespace review;
using png_files::chunk;
using png_files::png;

namespace {

constexpr std::uint64_t plenty = 1 << 20;

}  // namespace

TEST_CASE("every kind of pixel of PNG becomes grey") {
    CHECK(png_grey(png(3, 1, 8, 0, Bytes{0, 10, 20, 30}), plenty)->grey == Bytes{10, 20, 30});
    CHECK(png_grey(png(3, 1, 16, 0, Bytes{0, 10, 9, 20, 9, 30, 9}), plenty)->grey == Bytes{10, 20, 30});
    CHECK(png_grey(png(9, 1, 1, 0, Bytes{0, 0b10100000, 0b10000000}), plenty)->grey == Bytes{255, 0, 255, 0, 0, 0, 0, 0, 255});
    CHECK(png_grey(png(3, 1, 2, 0, Bytes{0, 0b00011000}), plenty)->grey == Bytes{0, 85, 170});
    CHECK(png_grey(png(2, 1, 8, 2, Bytes{0, 255, 0, 0, 0, 255, 0}), plenty)->grey == Bytes{76, 150});
    CHECK(png_grey(png(2, 1, 8, 3, Bytes{0, 1, 0}, chunk("PLTE", Bytes{0, 0, 255, 255, 255, 255})), plenty)->grey == Bytes{255, 29});
    CHECK(png_grey(png(1, 1, 8, 4, Bytes{0, 77, 255}), plenty)->alpha.empty());
    CHECK(png_grey(png(1, 2, 8, 4, Bytes{0, 77, 9, 0, 77, 255}), plenty)->alpha == Bytes{9, 255});
    CHECK(png_grey(png(1, 1, 8, 6, Bytes{0, 77, 77, 77, 9}), plenty)->alpha == Bytes{9});
    CHECK(png_grey(png(2, 1, 8, 0, Bytes{0, 7, 8}, chunk("tRNS", Bytes{0, 8})), plenty)->alpha == Bytes{255, 0});
    CHECK(png_grey(png(2, 1, 8, 3, Bytes{0, 1, 0}, [] {
              auto both = chunk("PLTE", Bytes{0, 0, 0, 9, 9, 9});
              const auto alpha = chunk("tRNS", Bytes{40});
              both.insert(both.end(), alpha.begin(), alpha.end());
              return both;
          }()), plenty)->alpha == Bytes{255, 40});
}

TEST_CASE("rows are told by those before them, and passes stand where Adam7 has them") {
    CHECK(png_grey(png(3, 2, 8, 0, Bytes{1, 10, 10, 10, 2, 1, 1, 1}), plenty)->grey == Bytes{10, 20, 30, 11, 21, 31});
    // 8.2: pixel 0,0; then 4,0 and so on: of five columns and one row the passes 1, 2, 4 and 6 have pixels.
    CHECK(png_grey(png(5, 1, 8, 0, Bytes{0, 10, 0, 50, 0, 30, 0, 20, 40}, {}, true), plenty)->grey == Bytes{10, 20, 30, 40, 50});
}

TEST_CASE("a PNG that is damaged, or holds more pixels than it shows, is none") {
    CHECK_FALSE(png_grey(png(3, 2, 8, 0, Bytes{0, 1, 2, 3}), plenty));                                      // a row is missing
    CHECK_FALSE(png_grey(png(3, 1, 8, 0, Bytes{0, 1, 2, 3, 0, 4, 5, 6}), plenty));                          // one too many
    CHECK_FALSE(png_grey(png(3, 1, 8, 0, Bytes{0, 1, 2, 3}, chunk("acTL", Bytes{0, 0, 0, 2, 0, 0, 0, 0})), plenty));  // several pictures
    CHECK_FALSE(png_grey(png(1, 1, 8, 3, Bytes{0, 7}, chunk("PLTE", Bytes{0, 0, 0})), plenty));             // no such colour
    CHECK_FALSE(png_grey(png(1, 1, 3, 0, Bytes{0, 7}), plenty));
    CHECK_FALSE(png_grey(png_files::toned(2000, 2000, 0), plenty));
    CHECK_FALSE(png_grey(Bytes{}, plenty));
    auto torn = png_files::toned(9, 9, 3);
    torn.resize(torn.size() - 13);
    CHECK_FALSE(png_grey(torn, plenty));
}

TEST_CASE("no bytes at all make it read beside its picture") {
    std::mt19937 random(7);
    const auto whole = png(5, 3, 8, 3, Bytes{0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 4, 1, 1, 0, 0, 0}, chunk("PLTE", Bytes{0, 0, 0, 9, 9, 9}));
    for (int i = 0; i < 20'000; ++i) {
        auto bytes = whole;
        for (auto n = 1 + random() % 4; n > 0; --n) bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
        if (random() % 4 == 0) bytes.resize(random() % bytes.size());
        const auto seen = png_grey(bytes, plenty);
        if (seen) CHECK(seen->grey.size() == std::size_t{seen->width} * seen->height);
    }
}

TEST_CASE("a small picture is enlarged, with a rim of paper; a transparent one is read on paper and without") {
    const auto file = grey_file(png_files::toned(10, 20, 0), plenty);
    CHECK(file.width == 10 * 3 + 60);
    CHECK(file.height == 20 * 3 + 60);
    REQUIRE(file.readings.size() == 1);
    CHECK(file.readings[0][0] == 255);
    CHECK(file.readings[0][std::size_t{45} * file.width + 45] == 0);

    const auto unseen = grey_file(png(1, 1, 8, 4, Bytes{0, 0, 0}), plenty);
    REQUIRE(unseen.readings.size() == 2);
    CHECK(unseen.readings[0][std::size_t{31} * unseen.width + 31] == 255);
    CHECK(unseen.readings[1][std::size_t{31} * unseen.width + 31] == 0);
}

TEST_CASE("what stands for a picture that goes is a picture, black, and says nothing of it") {
    const auto jpeg = neutral_file(Bytes{0xff, 0xd8, 0xff, 0xe1, 0, 9});
    const auto small = neutral_file(png_files::toned(3, 3, 9));
    REQUIRE((jpeg && small));
    CHECK(*small == *neutral_file(png_files::toned(300, 3, 200)));
    for (const auto& picture : {*jpeg, *small}) {
        CHECK(is_neutral_file(picture));
        const auto seen = grey_file(picture, plenty);
        REQUIRE(seen.readings.size() == 1);
        CHECK(seen.width == 63);
        CHECK(seen.readings[0][std::size_t{31} * 63 + 31] == 0);
    }
    CHECK_FALSE(neutral_file(Bytes{'G', 'I', 'F', '8', '9', 'a'}));
    CHECK_FALSE(is_neutral_file(png_files::toned(3, 3, 9)));
}
