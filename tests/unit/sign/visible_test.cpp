// The look of a signature field: what other readers see of it, where it may not stand, and that nobody changes it afterwards.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

#include <review/error.hpp>
#include <review/sealing.hpp>

#include "unit/format_pdf/small_pdf.hpp"
#include "unit/sign/sign_support.hpp"

using namespace review;
using support::run;

namespace {

const std::string words = "签署：海淀区某局";
const Area free_place{1, 320, 100, 500, 160};

SignOptions visible(const Area& place, const std::string& text = words) {
    SignOptions options;
    options.time = 1772366400;
    options.visible = VisibleSignature{place, text, {}};
    return options;
}

Bytes two_pages(const std::string& keys = "") {
    const std::string page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/CropBox[50 50 545 792]/Contents 5 0 R/Resources<</Font<</F1 6 0 R>>/XObject<</I 7 0 R>>>>";
    return bytes_of(support::pdf_of(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", page + ">>", page + keys + ">>",
         support::stream_of("BT /F1 12 Tf 72 700 Td (Notice   of the office) Tj ET q 50 0 0 40 72 600 cm /I Do Q 1 1 1 rg 50 50 495 300 re f"),
         "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
         support::stream_of("\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")}));
}

struct Drawn {
    std::size_t width = 0, height = 0;
    std::string samples;  // grey
};

// A page in pixels of a point, with its crop box as its edge.
Drawn drawn(const Bytes& pdf, int page) {
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", text_of(pdf));
    const auto number = std::to_string(page);
    REQUIRE(run({"pdftoppm", "-r", "72", "-cropbox", "-gray", "-singlefile", "-f", number, "-l", number, folder / "a.pdf", folder / "a"}).status == 0);
    const auto file = support::read_file(folder / "a.pgm");
    std::size_t at = 3, next = 0;  // "P5\n"
    Drawn out;
    out.width = std::stoul(file.substr(at), &next), at += next;
    out.height = std::stoul(file.substr(at), &next);
    out.samples = file.substr(file.size() - out.width * out.height);
    return out;
}

struct Change {
    std::size_t pixels = 0, x0 = 9999, y0 = 9999, x1 = 0, y1 = 0;  // x1, y1: the last ones
};

// What one picture has and the other has not.
Change between(const Drawn& one, const Drawn& other) {
    REQUIRE(one.samples.size() == other.samples.size());
    Change change;
    for (std::size_t i = 0; i < one.samples.size(); ++i) {
        if (one.samples[i] == other.samples[i]) continue;
        const auto x = i % one.width, y = i / one.width;
        ++change.pixels;
        change.x0 = std::min(change.x0, x), change.x1 = std::max(change.x1, x);
        change.y0 = std::min(change.y0, y), change.y1 = std::max(change.y1, y);
    }
    return change;
}

std::string refusal_of(const Bytes& pdf, const SignOptions& options, Errc code) {
    try {
        sign_document(pdf, signer("p256"), options);
    } catch (const Error& error) {
        CHECK(error.code() == code);
        return error.what();
    }
    return "signed";
}

// The word as pdftotext finds it on the page as it is shown.
bool is_upright(const Bytes& pdf, const std::string& word) {
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", text_of(pdf));
    const auto found = run({"pdftotext", "-bbox", folder / "a.pdf", "-"}).out;
    const auto end = found.find(">" + word + "<");
    if (end == found.npos) return false;
    const auto line = found.substr(found.rfind("<word", end), end - found.rfind("<word", end));
    const auto number = [&](const std::string& key) { return std::stod(line.substr(line.find(key + "=\"") + key.size() + 2)); };
    return number("xMax") - number("xMin") > 3 * (number("yMax") - number("yMin"));
}

// An incremental update with these objects, as many editors would append it.
std::string appended(const std::string& pdf, const std::vector<std::pair<int, std::string>>& objects) {
    const auto start = pdf.rfind("startxref\n") + 10;
    const auto trailer = pdf.rfind("/Root ");
    const auto root = pdf.substr(trailer, pdf.find('R', trailer + 5) + 1 - trailer);
    std::string out = pdf, table = "xref\n";
    for (const auto& [number, body] : objects) {
        const auto offset = std::to_string(out.size());
        table += std::to_string(number) + " 1\n" + std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    return out + table + "trailer\n<</Size 100" + root + "/Prev " + pdf.substr(start, pdf.find('\n', start) - start) + ">>\nstartxref\n" + std::to_string(out.size()) + "\n%%EOF\n";
}

// Number of the object a key of the file refers to.
int referred(const std::string& pdf, const std::string& key) {
    const auto at = pdf.find(key);
    REQUIRE(at != pdf.npos);
    return std::stoi(pdf.substr(at + key.size()));
}

}  // namespace

TEST_CASE("a visible signature is valid and its words are read by others; pdfsig says the whole document is signed") {
    const auto document = sign_document(two_pages(), signer("p256"), visible({2, 320, 100, 500, 160}, words + "\n2026-03-01"));
    CHECK(refused_by(document) == "");
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", text_of(document));
    CHECK(run({"qpdf", "--check", folder / "a.pdf"}).status == 0);
    for (const auto& seen : {run({"pdftotext", "-f", "2", folder / "a.pdf", "-"}).out, run({"mutool", "draw", "-q", "-F", "txt", folder / "a.pdf", "2"}).out}) {
        INFO(seen);
        CHECK(seen.find(words) != seen.npos);
        CHECK(seen.find("2026-03-01") != seen.npos);
    }
    CHECK(run({"pdftotext", "-l", "1", folder / "a.pdf", "-"}).out.find(words) == std::string::npos);
    const auto signature = run({"pdfsig", "-nocert", folder / "a.pdf"}).out;
    INFO(signature);
    CHECK(signature.find("Signature is Valid.") != signature.npos);
    CHECK(signature.find("Total document signed") != signature.npos);
    const auto fonts = run({"pdffonts", "-f", "2", folder / "a.pdf"}).out;
    CHECK(fonts.find("Helvetica") != fonts.npos);
}

TEST_CASE("the box has ink within its frame, upright on a turned page, and no other pixel of the file changes") {
    const int turned = GENERATE(0, 90, 180, 270, -90);
    INFO(turned);
    const auto pdf = two_pages("/Rotate " + std::to_string(turned));
    const Area place = turned % 180 == 0 ? Area{2, 320, 100, 500, 160} : Area{2, 320, 100, 380, 280};
    auto unseen = visible(place);
    unseen.visible.reset();
    const auto plain = sign_document(pdf, signer("p256"), unseen), seen = sign_document(pdf, signer("p256"), visible(place));
    CHECK(refused_by(seen) == "");
    CHECK(between(drawn(plain, 1), drawn(seen, 1)).pixels == 0);
    const auto change = between(drawn(plain, 2), drawn(seen, 2));
    CHECK(change.pixels > 500);
    // The crop box goes from 50,50 to 545,792.
    const double left = place.x0 - 50, right = 545 - place.x1, below = place.y0 - 50, above = 792 - place.y1;
    const double wide = place.x1 - place.x0, high = place.y1 - place.y0;
    const int quarter = (turned + 360) / 90 % 4;
    const double x = std::array{left, below, right, above}[quarter], y = std::array{above, left, below, right}[quarter];
    const double across = quarter % 2 == 0 ? wide : high, down = quarter % 2 == 0 ? high : wide;
    CHECK(change.x0 == x);
    CHECK(change.y0 == y);
    CHECK(change.x1 == x + across - 1);
    CHECK(change.y1 == y + down - 1);
    CHECK(is_upright(seen, words));
}

TEST_CASE("equal words, places and times give equal bytes; without a text it is the name and the day") {
    CHECK(prepare_seal(two_pages(), signer("p256"), visible(free_place)) == prepare_seal(two_pages(), signer("p256"), visible(free_place)));
    const auto document = sign_document(two_pages(), signer("p256"), visible(free_place, ""));
    CHECK(unsealed(document) == prepare_seal(two_pages(), signer("p256"), visible(free_place, "")));
    const support::TempFolder folder;
    support::write_file(folder / "a.pdf", text_of(document));
    const auto text = run({"pdftotext", folder / "a.pdf", "-"}).out;
    const auto subject = signer("p256").subject();
    const auto at = subject.find("CN=") + 3;
    INFO(text << subject);
    CHECK(text.find(subject.substr(at, subject.find(',', at) - at)) != text.npos);
    CHECK(text.find("2026-03-01") != text.npos);
}

TEST_CASE("a place that is not there or not free is refused, in a sentence that says what to do") {
    struct Case {
        Area place;
        Errc code;
        std::string says;
    };
    const auto where = GENERATE(Case{{3, 320, 100, 500, 160}, Errc::bad_config, "no page 3"}, Case{{0, 320, 100, 500, 160}, Errc::bad_config, "no page 0"},
                                Case{{1, 400, 100, 546, 160}, Errc::bad_config, "from 50,50 to 545,792"}, Case{{1, 49, 100, 200, 160}, Errc::bad_config, "not on page 1"},
                                Case{{1, 320, 700, 500, 793}, Errc::bad_config, "not on page 1"}, Case{{1, 320, 49, 500, 160}, Errc::bad_config, "not on page 1"},
                                Case{{1, 60, 690, 200, 750}, Errc::refused, "choose a free place"}, Case{{1, 60, 590, 100, 610}, Errc::refused, "choose a free place"},
                                Case{{1, 60, 550, 500, 780}, Errc::refused, "choose a free place"}, Case{{1, 320, 100, 324, 160}, Errc::bad_config, "does not fit"});
    INFO(where.place.page << " " << where.place.x0 << " " << where.place.y0);
    const auto said = refusal_of(two_pages(), visible(where.place), where.code);
    CHECK(said.find(where.says) != said.npos);
}

TEST_CASE("an annotation takes its place, unless nobody sees it; a page that breaks off is no place") {
    const auto with_annotation = [](const std::string& keys) {
        return bytes_of(support::one_page("BT /F1 12 Tf 72 700 Td (Hello) Tj ET", {"<</Type/Annot/Rect[400 120 420 140]" + keys + ">>"}, "/Annots[6 0 R]"));
    };
    CHECK(refusal_of(with_annotation("/Subtype/Stamp"), visible(free_place), Errc::refused).find("annotation") != std::string::npos);
    CHECK(valid(sign_document(with_annotation("/Subtype/Stamp/F 2"), signer("p256"), visible(free_place))));
    CHECK(valid(sign_document(with_annotation("/Subtype/Stamp"), signer("p256"), visible({1, 421, 100, 580, 160}))));
    const auto broken = bytes_of(support::one_page("BT /F1 12 Tf 72 700 Td (Hello"));
    CHECK(refusal_of(broken, visible(free_place), Errc::refused).find("cannot be read whole") != std::string::npos);
}

TEST_CASE("words that do not fit or cannot be printed are refused") {
    const auto refused = [](const std::string& text) { return refusal_of(two_pages(), visible(free_place, text), Errc::bad_config); };
    for (const std::string text : {" ", "\n", "a\tb", "a\x01", "\xE6\xB5", "\xE2\x80\xAE" "abc"}) CHECK(refused(text).find("1 to 400 printed characters") != std::string::npos);
    CHECK(refused(std::string(401, 'a')).find("1 to 400 printed characters") != std::string::npos);
    CHECK(refused(std::string(400, 'W')).find("does not fit") != std::string::npos);
    CHECK(refused("a\nb\nc\nd\ne\nf\ng\nh\ni\nj").find("does not fit") != std::string::npos);
    auto options = visible(free_place);
    options.visible->font_file = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    CHECK(refusal_of(two_pages(), options, Errc::bad_config).find("lacks a character") != std::string::npos);
    try {
        sign_document(bytes_of("<a/>"), signer("p256"), visible(free_place));
        FAIL("an XML file has no page");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
    }
}

TEST_CASE("nobody puts another look, or a second field, on a signed file") {
    const auto pdf = text_of(sign_document(two_pages(), signer("p256"), visible(free_place)));
    REQUIRE(valid(bytes_of(pdf)));
    const int look = referred(pdf, "/N "), page = referred(pdf, "/Kids ["), field = referred(pdf, "/Annots [");
    const auto content = support::stream_of("0 g 0 0 180 60 re f", "/Type/XObject/Subtype/Form/BBox[0 0 180 60]/Resources<<>>");
    CHECK(refused_by(bytes_of(appended(pdf, {{look, content}}))) == "one-revision");
    const auto widget = "<</Type/Annot/Subtype/Widget/Rect[60 60 200 90]/F 132/AP<</N 91 0 R>>/Parent " + std::to_string(field) + " 0 R>>";
    const auto leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[" + std::to_string(field) + " 0 R 90 0 R]>>";
    CHECK(refused_by(bytes_of(appended(pdf, {{page, leaf}, {90, widget}, {91, content}}))) == "one-revision");
    // In place, with the length kept.
    CHECK(refused_by(bytes_of(with(pdf, "/F 132", "/F 134"))) == "message-digest");
    CHECK(refused_by(bytes_of(with(pdf, "/BBox [", "/BBbx ["))) == "message-digest");
}
