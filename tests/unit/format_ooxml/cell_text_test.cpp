#include <catch2/catch.hpp>

#include "format/ooxml/cell_text.hpp"

using namespace review;

TEST_CASE("a number is told in the digits a reader would write") {
    CHECK(plain_number("13812345678") == "13812345678");
    CHECK(plain_number("1.3812345678E10") == "13812345678");
    CHECK(plain_number("1.3812345678e+010") == "13812345678");
    CHECK(plain_number("1.10101199003070E+17") == "110101199003070000");
    CHECK(plain_number("13812345678.0") == "13812345678");
    CHECK(plain_number("-12.50") == "-12.5");
    CHECK(plain_number("1.5E-3") == "0.0015");
    CHECK(plain_number("0") == "0");
    CHECK(plain_number("007") == "007");
}

TEST_CASE("what is no number stays as it is") {
    for (const auto* text : {"", "x", "1x", "1E", "E5", "1E999999999999", "1E400", "--1", "1.2.3"}) CHECK(plain_number(text) == text);
}

TEST_CASE("escapes of strings are undone and made again") {
    CHECK(without_escapes("_x0041__x0042_c") == "ABc");
    CHECK(without_escapes("_x005F_x0041_") == "_x0041_");
    CHECK(without_escapes("_x004_ _xGGGG_ _x0041") == "_x004_ _xGGGG_ _x0041");
    CHECK(without_escapes("_xD83D__xDE00_") == "\xf0\x9f\x98\x80");
    for (const auto* text : {"_x0041_", "a&<b>", "\x01 _", "_x005F_"}) {
        const auto written = with_escapes(text);
        if (std::string(text).find('&') == std::string::npos) CHECK(without_escapes(written) == text);
    }
    CHECK(with_escapes("a&<b>") == "a&amp;&lt;b&gt;");
}
