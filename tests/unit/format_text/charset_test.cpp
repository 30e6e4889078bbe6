#include <catch2/catch.hpp>

#include "base/charset.hpp"
#include "base/utf8_scan.hpp"

using namespace review;

namespace {

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace

TEST_CASE("a charset is known by the names declarations use, in any case") {
    CHECK(Charset::named("utf-8") == Charset::utf8());
    CHECK(Charset::named("Gb18030") == Charset::gb18030());
    CHECK(Charset::named("iso-8859-1")->name() == "ISO-8859-1");
    CHECK_FALSE(Charset::named("UTF-7"));
    CHECK_FALSE(Charset::named("ISO-2022-JP"));
    CHECK_FALSE(Charset::named("HZ-GB-2312"));
    CHECK_FALSE(Charset::named("no-such-thing"));
    CHECK_FALSE(Charset::named("ISO-8859-99"));
    CHECK_FALSE(Charset::named(""));
}

TEST_CASE("what is encoded is decoded again, with the place of each character") {
    const std::string text = "A张三\U00020000é\n";
    for (const char* name : {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"}) {
        const auto charset = Charset::named(name).value();
        const auto bytes = encode(charset, text).value();
        const auto decoded = decode(charset, bytes, 0, 0);
        CHECK(decoded.utf8 == text);
        CHECK_FALSE(decoded.given_up);
        std::uint64_t expected = 0;
        std::size_t count = 0;
        for (auto cursor = decoded.at(0); !cursor.at_end(); cursor.step(), ++count) {
            const auto character = cursor.character();
            CHECK(character.source.begin == expected);
            const auto slice = text.substr(character.text_begin, character.text_end - character.text_begin);
            CHECK(encode(charset, slice)->size() == character.source.end - character.source.begin);
            expected = character.source.end;
        }
        CHECK(count == 6);
        CHECK(expected == bytes.size());
    }
}

TEST_CASE("places are right far into a long text") {
    std::string text;
    for (int i = 0; i < 40'000; ++i) text += i % 7 == 0 ? "\U00020000" : i % 3 == 0 ? "x" : "张";
    const auto bytes = encode(Charset::gb18030(), text).value();
    const auto decoded = decode(Charset::gb18030(), bytes, 0, 0);
    REQUIRE(decoded.utf8 == text);
    for (const std::size_t begin : {0U, 255U, 256U, 39'999U}) {
        std::size_t offset = 0;
        for (std::size_t i = 0; i < begin; ++i) offset += utf8_size(text[offset]);
        const auto before = encode(Charset::gb18030(), text.substr(0, offset)).value();
        CHECK(decoded.at(offset).character().source.begin == before.size());
    }
    CHECK(decoded.at(text.size()).at_end());
}

TEST_CASE("bytes that say nothing become one replacement character with their place") {
    const auto bytes = bytes_of_text("ab\xff\xffz");
    const auto decoded = decode(Charset::gb18030(), bytes, 0, 10);
    REQUIRE_FALSE(decoded.undecodable.empty());
    CHECK(decoded.undecodable.front().begin == 2);
    CHECK(decoded.utf8.starts_with("ab\uFFFD"));
    CHECK(decoded.utf8.ends_with("z"));
    CHECK(decode(Charset::gb18030(), bytes, 0, 0).given_up);
}

TEST_CASE("a charset that lacks a character says so") {
    CHECK_FALSE(encode(Charset::named("ISO-8859-1").value(), "\u2588"));
    CHECK(encode(Charset::gb18030(), "\u2588"));
}

TEST_CASE("UTF-8 is what RFC 3629 says") {
    CHECK_FALSE(first_not_utf8(as_bytes("plain, and 张三, and \U0001F600, and long enough for eight at once")));
    CHECK(first_not_utf8(as_bytes("0123456789\xc0\x80")) == 10);
    CHECK(first_not_utf8(as_bytes("\xed\xa0\x80")) == 0);
    CHECK(first_not_utf8(as_bytes("\xf4\x90\x80\x80")) == 0);
    CHECK(first_not_utf8(as_bytes("a\xe5\xbc")) == 1);
}
