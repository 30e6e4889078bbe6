#include <catch2/catch.hpp>

#include <string>

#include <review/document.hpp>
#include <review/part.hpp>

#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

Part first_part(const std::string& content) {
    const auto pdf = support::one_page(content);
    Draft draft;
    draft.name = "draft.pdf";
    draft.bytes = Bytes(pdf.begin(), pdf.end());
    Extraction extraction;
    open_document(draft)->extract(extraction);
    REQUIRE(!extraction.parts.empty());
    return extraction.parts[0];
}

std::string string_shown(const std::string& string) { return first_part("BT /F1 12 Tf 72 700 Td " + string + " Tj ET").text; }

}  // namespace

// ISO 32000-1, 7.3.4.3.
TEST_CASE("a hexadecimal string is read however it is broken up") {
    CHECK(string_shown("<616263>") == "abc");
    CHECK(string_shown("<6 1\n62\t63 >") == "abc");
    CHECK(string_shown("<61626>") == "ab`");  // a missing last digit is 0
    CHECK(string_shown("<6162 6>") == "ab`");
    CHECK(string_shown("<4a4B>") == "JK");
    std::string digits, text;
    for (int i = 0; i < 3000; ++i) digits += i % 2 == 0 ? "61" : "62", text += i % 2 == 0 ? 'a' : 'b';
    CHECK(string_shown("<" + digits + ">") == text);
    CHECK(string_shown("<" + digits + "6 3>") == text + "c");
}

TEST_CASE("the letters of a string stand where they stand when each is a string of its own") {
    const std::string state = "0.8 0.6 -0.6 0.8 31.7 5.3 cm BT /F1 11.3 Tf 0.7 Tc 2.9 Tw 83 Tz 1.7 Ts 1.1 0.2 -0.1 0.9 200.3 400.7 Tm ";
    const auto whole = first_part(state + "(Wan li 7) Tj ET");
    const auto apart = first_part(state + "(W) Tj (a) Tj (n) Tj ( ) Tj (l) Tj (i) Tj ( ) Tj (7) Tj ET");
    CHECK(whole.text == "Wan li 7");
    CHECK(whole.text == apart.text);
    CHECK(whole.quads == apart.quads);  // to the last bit: numbers of glyphs hang on it
}
