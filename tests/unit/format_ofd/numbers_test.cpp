#include <catch2/catch.hpp>

#include "format/ofd/numbers.hpp"

using namespace review;

TEST_CASE("distances are written out, and the last one goes on") {
    CHECK(ofd_deltas("1 2 3", 3) == std::vector<double>{1, 2, 3});
    CHECK(ofd_deltas("g 2 5 1", 3) == std::vector<double>{5, 5, 1});
    CHECK(ofd_deltas("2 g 3 0.5", 4) == std::vector<double>{2, .5, .5, .5});
    CHECK(ofd_deltas("4", 3) == std::vector<double>{4, 4, 4});
    CHECK(ofd_deltas("", 3) == std::vector<double>{});
    CHECK(ofd_deltas("1 2 3", 1) == std::vector<double>{1});
}

TEST_CASE("however many there are said to be, no more are written out than there are glyphs") {
    CHECK(ofd_deltas("g 1000000000 1", 3) == std::vector<double>{1, 1, 1});
    CHECK(ofd_deltas("g 99999999999999999999 1", 2) == std::vector<double>{1, 1});
}

TEST_CASE("what is no distance is refused") {
    for (const char* text : {"nan", "1 inf", "1e999", "g", "g 2", "g -1 3", "g 1.5 3", "1,2", "x", "99999999"}) {
        INFO(text);
        CHECK_FALSE(ofd_deltas(text, 3));
    }
}

TEST_CASE("boxes and matrices have their numbers and no others") {
    CHECK(ofd_box(" 1 2\t3 4 ")->width == 3);
    CHECK_FALSE(ofd_box("1 2 3"));
    CHECK_FALSE(ofd_box("1 2 3 nan"));
    CHECK(ofd_matrix("1 0 0 -1 5 6")->d == -1);
    CHECK_FALSE(ofd_matrix("1 0 0 1 0"));
}

TEST_CASE("a number is written as short as it can be") {
    CHECK(ofd_number(3) == "3");
    CHECK(ofd_number(-0.00001) == "0");
    CHECK(ofd_number(3.17500001) == "3.175");
    CHECK(ofd_number(100) == "100");
}

TEST_CASE("a measure says nothing, a long number may") {
    CHECK(is_ofd_measure("0 0 210 297"));
    CHECK(is_ofd_measure("g 11 1.5875"));
    CHECK(is_ofd_measure("3.7041687965393066"));
    CHECK_FALSE(is_ofd_measure("13800138000"));
    CHECK_FALSE(is_ofd_measure("12 x"));
    CHECK(is_ofd_path("M 0 0 L 1.5 2 C"));
    CHECK_FALSE(is_ofd_path("M 0 0 L secret"));
}
