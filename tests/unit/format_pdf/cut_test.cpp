#include <catch2/catch.hpp>

#include "format/pdf/boxes.hpp"
#include "format/pdf/cut_show.hpp"

using namespace review;

TEST_CASE("survivors of a show operator keep their place by one number for each gap") {
    const std::vector<ShowElement> elements{{false, 0, "ab"}, {true, 20, ""}, {false, 0, "cd"}};
    const std::vector<ShowCode> codes{{0, 0, 500, false}, {0, 1, 600, true}, {2, 0, 700, true}, {2, 1, 800, false}};
    CHECK(show_without("TJ", "", "", elements, codes) == "[<61>-1280<64>] TJ");
    CHECK(show_without("'", "", "", elements, codes) == "T*\n[<61>-1280<64>] TJ");
    CHECK(show_without("\"", "1.5", "2", elements, codes) == "1.5 Tw\n2 Tc\nT*\n[<61>-1280<64>] TJ");
}

TEST_CASE("survivors of two-byte codes keep both bytes") {
    const std::vector<ShowElement> elements{{false, 0, std::string("\0\1\0\2\0\3", 6)}};
    CHECK(show_without("Tj", "", "", elements, {{0, 0, 1000, true}, {0, 2, 1000, false}, {0, 4, 1000, false}}) ==
          "[-1000<00020003>] TJ");
}

TEST_CASE("quads that share an edge do not overlap, rotated and flat ones are compared as they lie") {
    const auto square = quad_of_rectangle(0, 0, 10, 10);
    CHECK(overlap(square, quad_of_rectangle(9, 9, 20, 20)));
    CHECK_FALSE(overlap(square, quad_of_rectangle(10, 0, 20, 10)));
    CHECK_FALSE(overlap(square, Quad{12, -1, 21, 8, 20, 9, 11, 0}));
    CHECK(overlap(square, Quad{5, 5, 5, 5, 5, 5, 5, 5}));
    CHECK_FALSE(overlap(square, Quad{15, 5, 15, 5, 15, 5, 15, 5}));
}
