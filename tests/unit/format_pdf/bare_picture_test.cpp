#include <catch2/catch.hpp>

#include <string>

#include "format/pdf/images/bare_picture.hpp"
#include "format/pdf/images/jpx.hpp"
#include "unit/format_pdf/pictures.hpp"

using namespace review;
using namespace support;

namespace {

std::string text(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::string bare_jpeg_of(const std::string& jpeg) {
    const auto bare = pdf::bare_jpeg(as_bytes(jpeg));
    return bare ? text(*bare) : "not taken";
}

std::string bare_jpx_of(const std::string& jpx) {
    const auto bare = pdf::bare_jpx(as_bytes(jpx));
    return bare ? text(*bare) : "not taken";
}

std::string segment(char marker, const std::string& body) {
    const auto size = body.size() + 2;
    return std::string{'\xFF', marker, static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)} + body;
}

std::string box(const std::string& kind, const std::string& body) {
    return std::string("\0\0\0", 3) + static_cast<char>(8 + body.size()) + kind + body;
}

bool tells(const std::string& data) { return data.find("SECRET") != std::string::npos; }

}  // namespace

TEST_CASE("a JPEG keeps its samples and loses what applications wrote into it") {
    for (const char* name : {"grey.jpg", "rgb-444.jpg", "rgb-420.jpg", "rgb-progressive.jpg", "cmyk.jpg"}) {
        INFO(name);
        const auto plain = bare_jpeg_of(picture_file(name));
        for (const char marker : {'\xE0', '\xE1', '\xE2', '\xED', '\xEE', '\xEF', '\xFE'}) {
            const auto with = plain.substr(0, 2) + segment(marker, "Exif SECRET") + plain.substr(2);
            CHECK(bare_jpeg_of(with) == plain);
        }
        CHECK(bare_jpeg_of(plain + "SECRET") == plain);
        // Behind the first scan, where progressive files have more of them.
        const auto end = plain.size() - 2;
        CHECK(bare_jpeg_of(plain.substr(0, end) + segment('\xFE', "SECRET") + plain.substr(end)) == plain);
    }
}

TEST_CASE("what tells the colours of a JPEG stays, without the small picture beside it") {
    const auto plain = bare_jpeg_of(picture_file("rgb-444.jpg"));
    const auto jfif = segment('\xE0', std::string("JFIF\0\1\1\0\0\1\0\1\1\1SECRET", 20));
    const auto bare = bare_jpeg_of("\xFF\xD8" + jfif + plain.substr(2));
    CHECK(bare.find("JFIF") != std::string::npos);
    CHECK_FALSE(tells(bare));
    const auto inks = bare_jpeg_of(picture_file("cmyk.jpg"));
    CHECK(inks.find("Adobe") != std::string::npos);
}

TEST_CASE("a JPEG that breaks off is not taken") {
    const auto whole = picture_file("grey.jpg");
    CHECK(bare_jpeg_of("") == "not taken");
    CHECK(bare_jpeg_of("%PDF-1.7") == "not taken");
    CHECK(bare_jpeg_of(whole.substr(0, 30)) == "not taken");
    CHECK(bare_jpeg_of(whole.substr(0, whole.size() - 2)) == "not taken");
}

TEST_CASE("JPEG 2000 keeps its samples and loses boxes and comments") {
    for (const char* name : {"grey.jp2", "rgb.jp2", "rgb.j2k", "grey-16.jp2"}) {
        INFO(name);
        const auto file = picture_file(name), plain = bare_jpx_of(file);
        CHECK(plain.find("OpenJPEG") == std::string::npos);
        const auto before = pdf::jpx_decoded(as_bytes(file), false, 0, 1U << 20), after = pdf::jpx_decoded(as_bytes(plain), false, 0, 1U << 20);
        CHECK(before.samples.data == after.samples.data);
        CHECK(bare_jpx_of(plain) == plain);
    }
    const auto file = picture_file("grey.jp2");
    CHECK(bare_jpx_of(file + box("uuid", "SECRET") + box("xml ", "SECRET") + "SECRET") == bare_jpx_of(file));
    CHECK(bare_jpx_of(file.substr(0, 60)) == "not taken");
    CHECK(bare_jpx_of("") == "not taken");
}

TEST_CASE("a colour profile keeps its numbers and loses its texts") {
    const std::string white("XYZ \0\0\0\0whitewhitewh", 20), words("desc\0\0\0\0\0\0\0\7SECRET\0\0", 20);
    std::string profile(128, 'x');
    profile.replace(36, 4, "acsp");
    profile += std::string("\0\0\0\2wtpt\0\0\0\234\0\0\0\24desc\0\0\0\260\0\0\0\24", 28) + white + words + "SECRET";
    const auto bare = text(pdf::bare_profile(as_bytes(profile)));
    CHECK(bare.size() == profile.size());
    CHECK(bare.substr(156, 20) == white);
    CHECK(bare.substr(176, 4) == "desc");
    CHECK_FALSE(tells(bare));
    CHECK(text(pdf::bare_profile(as_bytes(bare))) == bare);
    CHECK(pdf::bare_profile(as_bytes(std::string_view("SECRET"))).empty());
    profile.replace(128, 4, "many");
    CHECK(pdf::bare_profile(as_bytes(profile)).empty());
}
