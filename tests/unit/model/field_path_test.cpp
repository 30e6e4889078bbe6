#include <catch2/catch.hpp>

#include <review/xml_fields.hpp>

using namespace review;

namespace {

bool fits(const char* path, const std::vector<std::string_view>& elements, std::string_view attribute = {}) {
    const auto parsed = FieldPath::parse(path);
    REQUIRE(parsed);
    return parsed->fits(elements, attribute);
}

}  // namespace

TEST_CASE("a path from the root names each step, // passes over any number of them") {
    CHECK(fits("/a/b", {"a", "b"}));
    CHECK_FALSE(fits("/a/b", {"a", "b", "c"}));
    CHECK_FALSE(fits("/a/b", {"x", "a", "b"}));
    CHECK(fits("//b", {"b"}));
    CHECK(fits("//b", {"a", "b"}));
    CHECK(fits("//b", {"b", "b", "b"}));
    CHECK_FALSE(fits("//b", {"b", "c"}));
    CHECK(fits("//a/b", {"a", "x", "a", "b"}));
    CHECK_FALSE(fits("//a/b", {"a", "x", "b"}));
    CHECK(fits("/a//b/c", {"a", "b", "x", "b", "c"}));
    CHECK(fits("/a//b//c", {"a", "b", "x", "c", "c"}));
    CHECK_FALSE(fits("/a//b//c", {"a", "c", "b"}));
    CHECK(fits("/*/b", {"a", "b"}));
    CHECK(fits("//a/*", {"a", "a", "z"}));
}

TEST_CASE("the last step may be an attribute; a name without a prefix is one in any") {
    CHECK(fits("/a/@id", {"a"}, "id"));
    CHECK_FALSE(fits("/a/@id", {"a"}));
    CHECK_FALSE(fits("/a", {"a"}, "id"));
    CHECK(fits("//@id", {"a", "b"}, "id"));
    CHECK(fits("//b/@*", {"a", "b"}, "x:id"));
    CHECK(fits("//@id", {"a"}, "id"));
    CHECK(fits("/a//@id", {"a"}, "id"));  // XPath: descendant-or-self
    CHECK(fits("/a//@id", {"a", "b", "c"}, "id"));
    CHECK_FALSE(fits("/a//@id", {"b", "a"}, "id"));
    CHECK(fits("//b//@id", {"a", "b"}, "id"));
    CHECK(fits("//a/b//@id", {"a", "x", "a", "b", "c"}, "id"));
    CHECK_FALSE(fits("//a/b//@id", {"a", "x", "b", "c"}, "id"));
    CHECK(fits("//tel", {"r", "x:tel"}));
    CHECK(fits("//x:tel", {"r", "x:tel"}));
    CHECK_FALSE(fits("//x:tel", {"r", "tel"}));
    CHECK_FALSE(fits("//x:tel", {"r", "y:tel"}));
}

TEST_CASE("what is no such path is none") {
    for (const auto* path : {"", "/", "a", "a/b", "//", "/a/", "/a[1]", "/a/@b/c", "/@", "/a b", "///a", "/a/text()", "/a*"}) {
        INFO(path);
        CHECK_FALSE(FieldPath::parse(path));
    }
}
