// Pictures over text: what their masks let through, and what a scan shows where its text layer speaks.
#include <cmath>

#include "format/pdf/images/jpeg_grey.hpp"
#include "support/run.hpp"
#include "unit/format_pdf/inspected.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::concealed;
using support::inspect;
using support::Lines;

namespace {

const std::string secret_text = "BT /F1 12 Tf 50 600 Td (SECRET) Tj ET ";
const std::string over_it = "q 70 0 0 20 48 595 cm /X Do Q ";

std::string picture(int width, int height, const std::string& samples, const std::string& keys) {
    return support::stream_of(samples, "/Type/XObject/Subtype/Image/Width " + std::to_string(width) + "/Height " + std::to_string(height) + keys);
}
const std::string grey = "/BitsPerComponent 8/ColorSpace/DeviceGray";
const std::string stencil = "/ImageMask true/BitsPerComponent 1";

Lines with(const std::string& content, const std::vector<std::string>& objects) {
    return concealed(inspect(support::one_page(content, objects, "", "/XObject<</X 6 0 R>>")));
}

// A page of 595 by 842 samples, one for each point, white, with black where the rectangle is; 1 bit or 8.
std::string scan(int x0, int y0, int x1, int y1, bool bits) {
    const int row_bytes = bits ? (595 + 7) / 8 : 595;
    std::string data(static_cast<std::size_t>(row_bytes) * 842, '\xff');
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const auto row = static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(841 - y);
            if (bits) data[row + static_cast<std::size_t>(x / 8)] &= static_cast<char>(~(0x80 >> x % 8));
            else data[row + static_cast<std::size_t>(x)] = '\x08';
        }
    }
    return data;
}
const std::string whole_page = "q 595 0 0 842 0 0 cm /X Do Q ";

}  // namespace

TEST_CASE("a picture covers text where its soft mask is opaque") {
    const auto image = picture(1, 1, "\x7f", grey + "/SMask 7 0 R");
    CHECK(with(secret_text + over_it, {image, picture(1, 1, "\xff", grey)}) == Lines{"fake-redaction/image: SECRET"});
    CHECK(with(secret_text + over_it, {image, picture(1, 1, "\x40", grey)}).empty());
    CHECK(with(secret_text + over_it, {image, picture(2, 1, std::string("\xff\0", 2), grey)}) == Lines{"fake-redaction/image: SECR"});
    CHECK(with(secret_text + over_it, {image, picture(2, 1, std::string("\xff\0", 2), grey + "/Decode[1 0]")}) == Lines{"fake-redaction/image: ET"});
    CHECK(with(secret_text + over_it, {image, picture(9, 9, "too few samples", "/Filter/NoSuchFilter" + grey)}).empty());
}

TEST_CASE("a stencil covers text where it paints") {
    CHECK(with(secret_text + over_it, {picture(1, 1, std::string(1, '\0'), stencil)}) == Lines{"fake-redaction/image: SECRET"});
    CHECK(with(secret_text + over_it, {picture(1, 1, "\xff", stencil)}).empty());
    CHECK(with(secret_text + over_it, {picture(1, 1, "\xff", stencil + "/Decode[1 0]")}) == Lines{"fake-redaction/image: SECRET"});
    CHECK(with(secret_text + over_it, {picture(1, 1, "\x7f", grey + "/Mask 7 0 R"), picture(1, 1, std::string(1, '\0'), stencil)}) ==
          Lines{"fake-redaction/image: SECRET"});
    CHECK(with(secret_text + over_it, {picture(1, 1, "\x7f", grey + "/Mask[0 10]")}).empty());
}

TEST_CASE("what a stencil paints below text is what the text stands on") {
    const auto black = picture(1, 1, std::string(1, '\0'), stencil);
    CHECK(with(over_it + "1 g " + secret_text, {black}).empty());
    CHECK(with(over_it + "0 g " + secret_text, {black}) == Lines{"fake-redaction/highlight: SECRET"});
}

TEST_CASE("a scan that was blackened tells nothing, its text layer does") {
    for (const bool bits : {true, false}) {
        const auto kind = bits ? std::string("/BitsPerComponent 1/ColorSpace/DeviceGray") : grey;
        const auto black = picture(595, 842, scan(46, 592, 120, 618, bits), kind), lines = picture(595, 842, scan(46, 600, 120, 602, bits), kind);
        INFO(kind);
        CHECK(with(whole_page + "3 Tr " + secret_text, {black}) == Lines{"fake-redaction/blackened: SECRET"});
        CHECK(with("3 Tr " + secret_text + whole_page, {black}) == Lines{"fake-redaction/blackened: SECRET"});
        CHECK(with(secret_text + whole_page, {black}) == Lines{"fake-redaction/blackened: SECRET"});
        CHECK(with(whole_page + "3 Tr " + secret_text, {lines}) == Lines{"hidden-text/render-mode: SECRET"});
        CHECK(with(whole_page + "1 g " + secret_text, {black}).empty());  // white letters on it: seen
    }
    const auto painted = picture(595, 842, scan(46, 592, 120, 618, true), stencil);
    CHECK(with(whole_page + "3 Tr " + secret_text, {painted}) == Lines{"fake-redaction/blackened: SECRET"});
    // Two characters are dirt.
    const auto spot = picture(595, 842, scan(46, 592, 66, 618, true), "/BitsPerComponent 1/ColorSpace/DeviceGray");
    CHECK(with(whole_page + "3 Tr " + secret_text, {spot}) == Lines{"hidden-text/render-mode: SECRET"});
}

TEST_CASE("a picture in DCT is looked at in grey, smaller where it is large") {
    const auto read = [](const std::string& name, std::uint32_t longest) {
        const auto file = support::read_file(REVIEW_FIXTURES "/pictures/" + name);
        return pdf::jpeg_grey(as_bytes(file), longest, 1u << 20);
    };
    const auto grey_picture = read("grey.jpg", 4096);
    REQUIRE(grey_picture);
    CHECK(grey_picture->width == 96);
    CHECK(grey_picture->height == 64);
    REQUIRE(grey_picture->data.size() == 96 * 64);
    double off = 0;  // from what fixtures/pictures/make_pictures.py drew
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            // Pillow's grey of (grey(x, y), grey(y, x), x y): ITU-R 601-2.
            const auto drawn = [](int a, int b) { return (a * 2 + ((a / 8 + b / 8) % 2 ? b * 3 : 255 - b)) % 256; };
            const double grey_here = 0.299 * drawn(x, y) + 0.587 * drawn(y, x) + 0.114 * (x * y % 256);
            off += std::abs(grey_here - grey_picture->data[static_cast<std::size_t>(y * 96 + x)]);
        }
    }
    CHECK(off / (96 * 64) < 20);
    for (const std::string& name : std::vector<std::string>{"rgb-420.jpg", "rgb-444.jpg", "rgb-progressive.jpg"}) {
        const auto small = read(name, 48);
        REQUIRE(small);
        CHECK(small->width == 48);
        CHECK(small->height == 32);
        CHECK(small->components == 1);
    }
    CHECK_FALSE(read("cmyk.jpg", 4096));
    CHECK_FALSE(read("grey.jp2", 4096));
    CHECK_FALSE(pdf::jpeg_grey(as_bytes(support::read_file(REVIEW_FIXTURES "/pictures/grey.jpg")), 4096, 1000));
}
