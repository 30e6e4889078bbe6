#include <catch2/catch.hpp>

#include <review/finding.hpp>

TEST_CASE("a preview keeps too little of a value to use it") {
    CHECK(review::masked("420303199001011234") == "4203************34");
    CHECK(review::masked("13800138000") == "13********0");
    CHECK(review::masked("张三丰") == "张**");
    CHECK(review::masked("x") == "*");
    CHECK(review::masked("").empty());
}

TEST_CASE("a preview stands on one line") {
    CHECK(review::masked("ab\ncd\tef").find_first_of("\n\t") == std::string::npos);
}
