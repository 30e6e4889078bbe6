#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "base/config_node.hpp"
#include "base/written_text.hpp"
#include "support/readers.hpp"

using namespace review;

namespace {

const std::string words = "甲\n王小明\n";

WrittenText written(const std::string& bytes) { return written_text(as_bytes(bytes)); }

}  // namespace

TEST_CASE("what a person wrote is read as UTF-8, or as UTF-16 by its mark; the mark is no text") {
    CHECK(written(words).utf8 == words);
    CHECK(written("\xef\xbb\xbf" + words).utf8 == words);
    CHECK(written("\xff\xfe" + support::encoded(words, "UTF-16LE")).utf8 == words);
    CHECK(written("\xfe\xff" + support::encoded(words, "UTF-16BE")).utf8 == words);
    CHECK(written("\xfe\xff" + support::encoded(words, "UTF-16BE")).wrong_line == 0);
    CHECK(written("").utf8.empty());
}

TEST_CASE("what is in another encoding is not guessed: its first line is told") {
    CHECK(written("a\nb\n" + support::encoded("王小明", "GBK")).wrong_line == 3);
    CHECK(written(support::encoded(words, "UTF-16LE")).wrong_line == 2);
    CHECK(written("\xff\xfe" + support::encoded("a\n", "UTF-16LE") + std::string("\x00\xd8", 2)).wrong_line == 2);  // half a pair
}

TEST_CASE("rules and decisions in another encoding are refused with file and line, and none is read with lost characters") {
    const std::string yaml = "policy: office\nrows:\n  - 王小明\n";
    CHECK_THROWS_WITH(ConfigNode::parse(as_bytes(support::encoded(yaml, "GBK")), "office.yaml", Errc::bad_config),
                      Catch::StartsWith("office.yaml:3: this is not UTF-8"));
    for (const auto& form : {yaml, "\xef\xbb\xbf" + yaml, "\xff\xfe" + support::encoded(yaml, "UTF-16LE")}) {
        CHECK(ConfigNode::parse(as_bytes(form), "office.yaml", Errc::bad_config).at("rows").as_strings() == std::vector<std::string>{"王小明"});
    }
}
