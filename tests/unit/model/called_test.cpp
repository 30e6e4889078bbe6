#include <catch2/catch.hpp>

#include "model/called.hpp"

using namespace review;

TEST_CASE("a label calls what stands beside it without its marks") {
    CHECK(call_by(" *姓名：\n") == "姓名");
    CHECK(call_by("ID number:") == "ID number");
    CHECK(call_by("联系电话1") == "联系电话1");
    for (const std::string none : {"", "：", "1", "2024-01-02", "a: b", "https://x/y", "a\nb", "13812345678"}) CHECK(call_by(none).empty());
    CHECK(call_by(std::string(90, 'x')).empty());
}

TEST_CASE("names by which labels are kept") {
    for (const std::string name : {"name", "key", "fieldName", "x:label", "TITLE", "字段", "k", "paramKey"}) CHECK(is_name_of_labels(name));
    for (const std::string name : {"", "id", "href", "value", "eId", "names", "x"}) CHECK_FALSE(is_name_of_labels(name));
}
