// Text that is only seen: a reader of pictures says what stands where, and what goes are pixels. The reader here sees one word: the hull of
// all that is dark grey. A box that covers something is black.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/plan.hpp>
#include <review/prove.hpp>

#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

constexpr const char* word = "Zhukovsky4471";

class SeesDark final : public PictureReader {
public:
    explicit SeesDark(std::string text = word) : text_(std::move(text)) {}
    PluginIdentity identity() const override { return {"picture-reader", "dark 1", Digest{}}; }
    std::vector<RecognisedPiece> read(const GreyPicture& picture) const override {
        if (text_.empty()) throw Error(Errc::unsupported, "it is dark");
        ++times;
        RecognisedPiece piece{text_, PieceStart::block, 1e9, 1e9, 0, 0, 90, false};
        for (std::uint32_t y = 0; y < picture.height; ++y) {
            for (std::uint32_t x = 0; x < picture.width; ++x) {
                const auto grey = picture.samples[std::size_t{y} * picture.width + x];
                if (grey < 20 || grey > 60) continue;
                piece.x0 = std::min<double>(piece.x0, x), piece.x1 = std::max<double>(piece.x1, x + 1);
                piece.y0 = std::min<double>(piece.y0, y), piece.y1 = std::max<double>(piece.y1, y + 1);
            }
        }
        return piece.x1 > 0 ? std::vector<RecognisedPiece>{piece} : std::vector<RecognisedPiece>{};
    }
    mutable int times = 0;

private:
    std::string text_;
};

// Ten by ten samples over the whole page, the one in column 2 and row 7 from the top dark: 119 to 178.5 by 168.4 to 252.6 points.
std::string scan_with(const std::string& page_keys = "", const std::string& more = "") {
    std::string samples(100, '\xC8');
    samples[72] = 40;
    return support::one_page("q 595 0 0 842 0 0 cm /I Do Q " + more,
                             {support::stream_of(samples, "/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")}, page_keys,
                             "/XObject<</I 6 0 R>>");
}

Draft draft_of(const std::string& pdf) { return make_draft("a.pdf", Bytes(pdf.begin(), pdf.end())); }

OpenOptions read_by(std::shared_ptr<const PictureReader> reader, bool enough = false) {
    OpenOptions options;
    options.pictures = {{std::move(reader)}, enough};
    return options;
}

Extraction extracted(const Document& document) {
    Extraction content;
    document.extract(content);
    return content;
}

}  // namespace

TEST_CASE("what is recognised is a part of its own that says where on the page it stands, however the page is turned") {
    for (const char* turned : {"", "/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[100 100 500 700]"}) {
        INFO(turned);
        const auto draft = draft_of(scan_with(turned));
        const auto document = open_document(draft, read_by(std::make_shared<SeesDark>()));
        const auto content = extracted(*document);
        const auto& part = content.parts.back();
        CHECK(part.kind == PartKind::picture);
        CHECK(part.label == "page 1, picture");
        CHECK(part.text == word);
        double left = 1e9, right = 0, low = 1e9, high = 0;
        for (const auto& quad : part.quads) {
            for (std::size_t i = 0; i < 8; i += 2) {
                left = std::min(left, quad[i]), right = std::max(right, quad[i]);
                low = std::min(low, quad[i + 1]), high = std::max(high, quad[i + 1]);
            }
        }
        CHECK(left == Approx(119).margin(1));
        CHECK(right == Approx(178.5).margin(1));
        CHECK(low == Approx(168.4).margin(1));
        CHECK(high == Approx(252.6).margin(1));
    }
}

TEST_CASE("a page that a machine has read is another blind spot, and none that nobody needs to look at") {
    const auto draft = draft_of(scan_with());
    const auto spots = [&](const OpenOptions& options) { return extracted(*open_document(draft, options)).blind_spots; };
    CHECK(spots({}).at(0).reason == BlindReason::image_only);
    const auto seen = spots(read_by(std::make_shared<SeesDark>())).at(0);
    CHECK(seen.reason == BlindReason::recognised);
    CHECK_FALSE(seen.enough);
    CHECK(seen.detail.find("dark 1") != std::string::npos);
    CHECK(spots(read_by(std::make_shared<SeesDark>(), true)).at(0).enough);
    // Who could not look has seen nothing, and nobody can say that this is enough.
    const auto dark = spots(read_by(std::make_shared<SeesDark>(""), true)).at(0);
    CHECK(dark.reason == BlindReason::image_only);
    CHECK_FALSE(dark.enough);
    CHECK(dark.detail.find("it is dark") != std::string::npos);
}

TEST_CASE("a page is read once however often it is extracted, and a page without pictures never") {
    const auto reader = std::make_shared<SeesDark>();
    const auto draft = draft_of(scan_with());
    const auto document = open_document(draft, read_by(reader));
    extracted(*document);
    extracted(*document);
    CHECK(reader->times == 1);
    const auto plain = draft_of(support::one_page("BT /F1 12 Tf 50 600 Td (Nothing but words) Tj ET"));
    extracted(*open_document(plain, read_by(reader)));
    CHECK(reader->times == 1);
}

TEST_CASE("text that the page says itself at the same place is not told twice, and a layer that says something else hides nothing") {
    const auto parts = [&](const std::string& layer) {
        const auto draft = draft_of(scan_with("", "BT 3 Tr /F1 8 Tf 120 205 Td (" + layer + ") Tj ET"));
        return extracted(*open_document(draft, read_by(std::make_shared<SeesDark>()))).parts;
    };
    CHECK(parts(word).back().kind != PartKind::picture);
    CHECK(parts("Harmlessness1").back().kind == PartKind::picture);
}

TEST_CASE("what goes are the samples under it, it is looked for in the output once more, and areas of a plan name their finding") {
    const auto draft = draft_of(scan_with());
    const auto reading = read_by(std::make_shared<SeesDark>(), true);
    const auto document = open_document(draft, reading);
    const auto spots = extracted(*document).blind_spots;
    Decisions decisions;
    std::vector<RemovedValue> asked;
    asked.push_back({Sensitive(word), "terms/term-1"});
    const auto plan = make_plan(draft, *document, {}, spots, decisions, {}, Width::exact, asked);
    REQUIRE(plan.areas.size() == 1);
    CHECK(plan.areas[0].finding == "terms/term-1");
    const auto rewritten = document->rewrite(plan);
    REQUIRE(rewritten.boxes.size() == 1);
    CHECK(rewritten.boxes[0].finding == "terms/term-1");
    CHECK(rewritten.boxes[0].on_picture);
    const auto evidence = prove(rewritten.bytes, plan, nullptr, document.get(), {}, draft.bytes, reading.pictures);
    INFO((evidence.doubts.empty() ? "" : evidence.doubts[0]));
    CHECK(evidence.clean());
    // Where it stands there still, that is residue.
    const auto again = prove(draft.bytes, plan, nullptr, document.get(), {}, draft.bytes, reading.pictures);
    CHECK_FALSE(again.residue.empty());
}

TEST_CASE("what a picture holds under a box, beyond a clip or the edge, or where nobody sees it was not read, and nobody said that this is enough") {
    const auto unseen = [](const std::string& pdf) {
        const auto draft = draft_of(pdf);
        const auto spots = extracted(*open_document(draft, read_by(std::make_shared<SeesDark>(), true))).blind_spots;
        return std::count_if(spots.begin(), spots.end(), [](const BlindSpot& spot) { return spot.reason == BlindReason::unsupported && !spot.enough; });
    };
    CHECK(unseen(scan_with()) == 0);
    CHECK(unseen(scan_with("", "1 g 100 150 100 120 re f")) == 1);  // over half of the dark sample
    CHECK(unseen(scan_with("", "1 g 300 500 100 120 re f")) == 0);  // of one tone: there is nothing under it
    CHECK(unseen(scan_with("", "1 g 0 0 m 595 0 l 595 842 l 0 842 l h S")) == 0);
    CHECK(unseen(scan_with("/CropBox[0 300 595 842]")) == 0);  // it is read as if there was none
    const auto drawn = [](const std::string& state) {
        std::string samples(100, '\xC8');
        samples[72] = 40;
        return support::one_page("q " + state + " 595 0 0 842 0 0 cm /I Do Q",
                                 {support::stream_of(samples, "/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8")}, "",
                                 "/XObject<</I 6 0 R>>/ExtGState<</Z<</ca 0>>>>");
    };
    CHECK(unseen(drawn("")) == 0);
    CHECK(unseen(drawn("0 230 595 700 re W n")) == 1);
    CHECK(unseen(drawn("1 0 0 1 0 -230 cm")) == 1);
    CHECK(unseen(drawn("/Z gs")) == 1);
}
