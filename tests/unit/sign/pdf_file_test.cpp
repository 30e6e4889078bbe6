#include <catch2/catch.hpp>

#include "sign/pdf_file.hpp"
#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

bool plain(std::string_view pdf) {
    try {
        PdfFile(as_bytes(pdf)).walk([](const PdfFile::Object&) {});
        return true;
    } catch (const PdfFault&) {
        return false;
    }
}

PdfValue read(std::string_view text) { return PdfLexer(as_bytes(text), 0).value(); }

}  // namespace

TEST_CASE("the strict reader reads each kind of object") {
    const PdfValue value = read("<</A 12/B 3 0 R/C[1 2 0 R -3.5 true null]/D(a\\)(b))/E<0aF >/#46 /G#20H>>");
    REQUIRE(value.keys.size() == 6);
    CHECK(value.find("A")->number == 12);
    CHECK(value.find("B")->kind == PdfValue::Kind::reference);
    CHECK(value.find("C")->items.size() == 5);
    CHECK(value.find("D")->text == "a\\)(b)");
    CHECK(value.find("E")->kind == PdfValue::Kind::hex);
    CHECK(value.find("F")->is_name("G H"));
}

TEST_CASE("what readers read differently is refused") {
    for (const std::string_view text : {"<</A 1/A 2>>", "<</A 1/#41 2>>", "<</A %c\n1>>", "[1 2", "<0g>", "(a", "<</A>>",
                                        "<<1 2>>", "(a\\", "", "endobj", "/A#", "12a"}) {
        INFO(text);
        if (text == "/A#") CHECK(read(text).text == "A#");
        else CHECK_THROWS_AS(read(text), PdfFault);
    }
    CHECK_THROWS_AS(read(std::string(100'000, '[')), PdfFault);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<</A";
    CHECK_THROWS_AS(read(deep), PdfFault);
}

TEST_CASE("a file of one revision is walked whole, and nothing else is") {
    const std::string pdf = text_of(sample_pdf());
    CHECK(plain(pdf));
    CHECK_FALSE(plain(with(pdf, "/Size", "/Prev 9/Size")));
    CHECK_FALSE(plain(with(pdf, "/Size", "/Encrypt 9 0 R/Size")));
    CHECK_FALSE(plain(with(pdf, "/Size", "/XRefStm 9/Size")));
    CHECK_FALSE(plain(with(pdf, "0 6\n", "0 9\n")));
    CHECK_FALSE(plain(with(pdf, "0 6\n", "0 99999999\n")));
    CHECK_FALSE(plain(with(pdf, "5 0 obj", "6 0 obj")));
    CHECK_FALSE(plain(with(pdf, "00000 n", "00001 n")));
    CHECK_FALSE(plain(with(pdf, "/Length ", "/Length 9")));
    CHECK_FALSE(plain(with(pdf, "/Length 5", "/Length 4")));
    CHECK_FALSE(plain(with(pdf, "<</Type/Font", "<</Typ1/Font/Typ1/X")));
    CHECK_FALSE(plain(pdf + "x"));
    CHECK_FALSE(plain(pdf.substr(0, pdf.size() / 2)));
}

TEST_CASE("a stream length that refers to itself ends") {
    CHECK_FALSE(plain(with(text_of(sample_pdf()), "/Length 51", "/Length 4 0 R")));
}
