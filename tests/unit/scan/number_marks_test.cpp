#include <catch2/catch.hpp>

#include "names_in.hpp"
#include "scan/number_marks.hpp"

using support::found_of;
using support::Names;

TEST_CASE("a circled or raised digit beside a number is a digit of it or numbers it: both are tried") {
    CHECK(found_of("cn-contact/mobile", "联系电话：①13986751234 ②13986751235；③13986751236") == Names{"13986751234", "13986751235", "13986751236"});
    CHECK(found_of("cn-contact/mobile", "联系电话：13986751234¹、❷13986751235³") == Names{"13986751234", "13986751235"});
    CHECK(found_of("cn-contact/mobile", "联系电话：①3986751234") == Names{"①3986751234"});
    CHECK(found_of("cn-identity/resident-id", "身份证号：①420302199001010015②420302199001010023") == Names{"420302199001010015", "420302199001010023"});
}

TEST_CASE("marks stand where they stood") {
    review::Part part;
    part.text = "①139²，面积3m²，①号";
    REQUIRE(review::has_number_marks(part.text));
    CHECK(review::without_number_marks(part).text == "\uff1b139\u00a6，面积3m²，①号");
    CHECK_FALSE(review::has_number_marks("①号楼，3m²，“12”"));
}
