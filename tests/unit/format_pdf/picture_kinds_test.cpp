#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>

#include "support/run.hpp"
#include "unit/format_pdf/pictures.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using namespace support;

namespace {

const Rectangle area{150, 540, 210, 590};

const Placing places[] = {
    {200, 0, 0, 150, 100, 500},      // upright
    {200, 0, 0, -150, 100, 650},     // upside down
    {0, 200, -150, 0, 250, 470},     // on its side
    {173, 100, -75, 130, 120, 470},  // turned and skewed
    {4000, 0, 0, 3000, -1900, -900}, // larger than the page: one sample is wider than the area
};

std::string placed(const Placing& m) {
    std::string out = "q ";
    for (const double value : m) out += std::to_string(value) + ' ';
    return out + "cm /I Do Q";
}

std::string draft_of(const std::vector<std::string>& objects, const Placing& place) {
    return one_page(placed(place), objects, "", "/XObject<</I 6 0 R>>");
}

SharedBytes redacted(const std::string& pdf) {
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "pdf";
    plan.areas.push_back({1, area.x0, area.y0, area.x1, area.y1});
    return open_document(draft)->rewrite(plan).bytes;
}

struct Kind {
    std::string name;
    std::vector<std::string> objects;  // 6 0 R is the picture
    std::size_t unit = 0;              // of DCT: samples that go together
    int tolerance = 0;                 // pdfimages rounds 16 bits of JPX, and takes the upper eight of Flate
};

std::string image(const std::string& data, const std::string& keys, std::size_t width = 37, std::size_t height = 29) {
    return stream_of(data, "/Type/XObject/Subtype/Image/Width " + std::to_string(width) + "/Height " + std::to_string(height) + keys);
}

std::string file_image(const std::string& name, const std::string& keys) { return image(picture_file(name), keys, 96, 64); }

std::vector<Kind> byte_filters() {
    const auto rgb = samples(37, 29, 3, 8), grey = samples(37, 29, 1, 8);
    const std::string keys = "/BitsPerComponent 8/ColorSpace/DeviceRGB";
    const std::string predicted = "/DecodeParms<</Predictor 15/Colors 3/Columns 37>>";
    return {
        {"no filter", {image(rgb, keys)}},
        {"Flate", {image(flate(rgb), keys + "/Filter/FlateDecode")}},
        {"Flate with PNG prediction", {image(flate(png_rows(rgb, 111, 3)), keys + "/Filter/FlateDecode" + predicted)}},
        {"LZW", {image(lzw(rgb), keys + "/Filter/LZWDecode")}},
        {"LZW with PNG prediction", {image(lzw(png_rows(rgb, 111, 3)), keys + "/Filter[/LZWDecode]" + "/DecodeParms[<</Predictor 10/Colors 3/Columns 37>>]")}},
        {"RunLength", {image(run_length(rgb), keys + "/Filter/RunLengthDecode")}},
        {"ASCII85 over Flate", {image(ascii85(flate(rgb)), keys + "/Filter[/ASCII85Decode/FlateDecode]/DecodeParms[null null]")}},
        {"ASCIIHex", {image(ascii_hex(grey), "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/ASCIIHexDecode")}},
        {"more data than samples", {image(rgb + "left over", keys)}},
    };
}

std::vector<Kind> colour_spaces() {
    std::vector<Kind> kinds;
    const auto add = [&](const std::string& space, unsigned components, unsigned bits, const std::string& more = "") {
        kinds.push_back({space + " in " + std::to_string(bits) + " bits" + more,
                         {image(flate(samples(37, 29, components, bits)), "/Filter/FlateDecode/ColorSpace" + space +
                                                                              "/BitsPerComponent " + std::to_string(bits) + more),
                          stream_of("not a profile", "/N 3/Alternate/DeviceRGB"),
                          "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 1 0]/N 1>>"}});
    };
    for (const unsigned bits : {1U, 2U, 4U, 8U, 16U}) {
        add("/DeviceGray", 1, bits);
        add("/DeviceRGB", 3, bits);
        add("/DeviceCMYK", 4, bits);
    }
    for (const unsigned bits : {1U, 2U, 4U, 8U}) {
        add("[/Indexed/DeviceRGB 1<FFEEDD102030>]", 1, bits, bits == 1 ? "" : "/Decode[0 1]");
    }
    add("/DeviceGray", 1, 8, "/Decode[1 0]");
    add("[/ICCBased 7 0 R]", 3, 8);
    add("[/CalGray<</WhitePoint[0.95 1 1.09]>>]", 1, 8);
    add("[/Lab<</WhitePoint[0.96 1 0.82]/Range[-100 100 -90 90]>>]", 3, 8);
    add("[/Separation/Stamp/DeviceCMYK 8 0 R]", 1, 8);
    add("/DeviceRGB", 3, 8, "/Mask[10 20 30 40 50 60]");
    return kinds;
}

std::vector<Kind> codecs() {
    const std::string grey = "/BitsPerComponent 8/ColorSpace/DeviceGray", rgb = "/BitsPerComponent 8/ColorSpace/DeviceRGB";
    const std::string one = "/BitsPerComponent 1/ColorSpace/DeviceGray";
    return {
        {"DCT in grey", {file_image("grey.jpg", grey + "/Filter/DCTDecode")}, 8},
        {"DCT in full colour", {file_image("rgb-444.jpg", rgb + "/Filter/DCTDecode")}, 8},
        {"DCT with less detail of colour", {file_image("rgb-420.jpg", rgb + "/Filter[/DCTDecode]")}, 16},
        {"DCT, progressive", {file_image("rgb-progressive.jpg", rgb + "/Filter/DCTDecode")}, 16},
        {"DCT in four inks", {file_image("cmyk.jpg", "/BitsPerComponent 8/ColorSpace/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode")}, 8},
        {"ASCIIHex over DCT", {image(ascii_hex(picture_file("grey.jpg")), grey + "/Filter[/ASCIIHexDecode/DCTDecode]", 96, 64)}, 8},
        {"JPX in grey", {file_image("grey.jp2", "/Filter/JPXDecode")}},
        {"JPX in colour", {file_image("rgb.jp2", "/Filter/JPXDecode/ColorSpace/DeviceRGB")}},
        {"JPX without boxes", {file_image("rgb.j2k", "/Filter/JPXDecode/ColorSpace/DeviceRGB")}},
        {"JPX in 16 bits", {file_image("grey-16.jp2", "/Filter/JPXDecode/ColorSpace/DeviceGray")}, 0, 1},
        {"CCITT G4", {file_image("bilevel.g4", one + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 96>>")}},
        {"CCITT G4, black is 1", {file_image("bilevel.g4", one + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 96/Rows 64/BlackIs1 true>>")}},
        {"CCITT G3", {file_image("bilevel.g3", one + "/Filter/CCITTFaxDecode/DecodeParms<</Columns 96>>")}},
        {"CCITT G3 in two dimensions", {file_image("bilevel-2d.g3", one + "/Filter/CCITTFaxDecode/DecodeParms<</K 4/EndOfLine true/Columns 96>>")}},
        {"JBIG2 in halftone", {file_image("halftone.jb2", one + "/Filter/JBIG2Decode")}},
        {"JBIG2 with globals", {file_image("letters.jb2", one + "/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 7 0 R>>"),
                                stream_of(picture_file("letters.jb2-globals"))}},
    };
}

std::vector<Kind> masks() {
    const auto rgb = image(flate(samples(37, 29, 3, 8)), "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode/SMask 7 0 R");
    const auto bits = flate(samples(64, 48, 1, 1));
    const std::string stencil = "/ImageMask true/Filter/FlateDecode";
    return {
        {"a stencil", {image(bits, stencil, 64, 48)}},
        {"a stencil the other way round", {image(bits, stencil + "/BitsPerComponent 1/Decode[1 0]", 64, 48)}},
        {"a soft mask of another size", {rgb, image(flate(samples(64, 48, 1, 8)), "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode", 64, 48)}},
        {"a soft mask in DCT", {rgb, file_image("grey.jpg", "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode")}, 8},
        {"an explicit mask", {image(flate(samples(37, 29, 1, 8)), "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Mask 7 0 R"),
                              image(bits, stencil, 64, 48)}},
        {"an explicit mask in CCITT", {image(flate(samples(37, 29, 1, 8)), "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode/Mask 7 0 R"),
                                       file_image("bilevel.g4", "/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 96>>")}},
    };
}

struct Counts {
    std::size_t under = 0, different = 0, changed = 0;  // samples under the area; of other colours; changed elsewhere
};

// DCT: what lies in a unit with something under the area may change, and what lies beside it where units share
// their colours with their neighbours.
bool is_near(const Placing& place, const Raster& raster, std::size_t x, std::size_t y, std::size_t unit) {
    if (unit == 0) return false;
    const std::size_t beyond = unit == 16 ? 2 : 0;
    const auto low = [&](std::size_t at) { return (at / unit < beyond ? 0 : at / unit - beyond) * unit; };
    const auto high = [&](std::size_t at, std::size_t most) { return std::min(most, (at / unit + 1 + beyond) * unit); };
    for (auto j = low(y); j < high(y, raster.height); ++j) {
        for (auto i = low(x); i < high(x, raster.width); ++i) {
            if (is_under(area, place, raster.width, raster.height, i, j)) return true;
        }
    }
    return false;
}

bool is_equal(const std::vector<int>& a, const std::vector<int>& b, int tolerance) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](int x, int y) { return std::abs(x - y) <= tolerance; });
}

Counts compared(const Raster& draft, const Raster& output, const Placing& place, const Kind& kind) {
    Counts counts;
    std::vector<int> first;
    for (std::size_t y = 0; y < draft.height; ++y) {
        for (std::size_t x = 0; x < draft.width; ++x) {
            if (is_under(area, place, draft.width, draft.height, x, y)) {
                if (counts.under++ == 0) first = output.at(x, y);
                counts.different += output.at(x, y) != first;
            } else if (!is_equal(draft.at(x, y), output.at(x, y), kind.tolerance)) {
                counts.changed += !is_near(place, draft, x, y, kind.unit);
            }
        }
    }
    return counts;
}

void check(const Kind& kind, const Placing& place) {
    INFO(kind.name << ", placed at " << placed(place));
    const auto draft = draft_of(kind.objects, place);
    const auto output = std::string(as_text(redacted(draft)));
    const auto before = rasters_of(draft), after = rasters_of(output);
    REQUIRE_FALSE(before.empty());
    REQUIRE(before.size() == after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        REQUIRE(before[i].width == after[i].width);
        REQUIRE(before[i].height == after[i].height);
        REQUIRE(before[i].channels == after[i].channels);
        const auto counts = compared(before[i], after[i], place, kind);
        CHECK(counts.under > 0);
        CHECK(counts.different == 0);
        CHECK(counts.changed == 0);
    }
    TempFolder folder;
    write_file(folder / "out.pdf", output);
    CHECK(run({"qpdf", "--check", folder / "out.pdf"}).status == 0);
}

}  // namespace

TEST_CASE("samples under an area are of one colour and all others stay: filters of bytes") {
    for (const auto& kind : byte_filters()) check(kind, places[0]);
}

TEST_CASE("samples under an area are of one colour and all others stay: colour spaces") {
    for (const auto& kind : colour_spaces()) check(kind, places[1]);
}

TEST_CASE("samples under an area are of one colour and all others stay: codecs") {
    for (const auto& kind : codecs()) check(kind, places[3]);
}

TEST_CASE("samples under an area are of one colour and all others stay: masks") {
    for (const auto& kind : masks()) check(kind, places[2]);
}

TEST_CASE("samples under an area are of one colour and all others stay: however a picture is placed") {
    const auto grey = image(flate(samples(37, 29, 1, 8)), "/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode");
    const auto dct = file_image("rgb-420.jpg", "/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode");
    for (const auto& place : places) {
        check({"Flate", {grey}}, place);
        check({"DCT", {dct}, 16}, place);
    }
}
