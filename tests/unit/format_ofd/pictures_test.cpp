// Pictures in a package: what a reader of pictures sees on one goes with it, whole.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/plan.hpp>
#include <review/prove.hpp>

#include "format/picture/neutral_file.hpp"
#include "format/zip/reader.hpp"
#include "unit/format_ofd/small_ofd.hpp"
#include "unit/format_picture/png_files.hpp"

using namespace review;

namespace {

// Reads one word from dark pictures, and where it is asked to another from all.
class SeesDarkness final : public PictureReader {
public:
    explicit SeesDarkness(std::string everywhere = "") : everywhere_(std::move(everywhere)) {}
    PluginIdentity identity() const override { return {"picture-reader", "darkness 1", Digest{}}; }
    std::vector<RecognisedPiece> read(const GreyPicture& picture) const override {
        const auto tone = picture.samples[std::size_t{picture.height / 2} * picture.width + picture.width / 2];
        if (!everywhere_.empty()) return {{everywhere_, PieceStart::block, 0, 0, 90, 10, 90, false}};
        return tone < 60 ? std::vector<RecognisedPiece>{{"Zhukovsky4471", PieceStart::block, 0, 0, 90, 10, 90, false}} : std::vector<RecognisedPiece>{};
    }

private:
    std::string everywhere_;
};

// Two pictures of one tone each, and a word.
Draft with_pictures(std::uint8_t first, std::uint8_t second) {
    SmallOfd ofd;
    ofd.res = "<ofd:MultiMedias><ofd:MultiMedia ID=\"7\" Type=\"Image\"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>"
              "<ofd:MultiMedia ID=\"8\" Type=\"Image\"><ofd:MediaFile>b.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>";
    ofd.page = text_object(text_code("words")) + "<ofd:ImageObject ID=\"21\" Boundary=\"0 50 9 9\" ResourceID=\"7\"/><ofd:ImageObject ID=\"22\" Boundary=\"0 70 9 9\" ResourceID=\"8\"/>";
    for (const auto& [name, tone] : {std::pair{"Doc_0/a.png", first}, {"Doc_0/b.png", second}}) {
        const auto bytes = png_files::toned(8, 4, tone);
        ofd.more.push_back({name, std::string(bytes.begin(), bytes.end())});
    }
    return ofd.draft();
}

OpenOptions reading(bool twice = false) {
    OpenOptions options;
    options.pictures.readers = {std::make_shared<SeesDarkness>()};
    if (twice) options.pictures.readers.push_back(std::make_shared<SeesDarkness>("harmless"));
    return options;
}

RedactionPlan plan_for(const Draft& draft, const Document& document, OnUnreadable unreadable) {
    Extraction content;
    document.extract(content);
    Decisions decisions;
    decisions.draft = draft.digest;
    std::vector<RemovedValue> asked;
    if (unreadable == OnUnreadable::refuse) {
        asked.push_back({Sensitive("Zhukovsky4471"), "asked/term"});
        for (const auto& spot : content.blind_spots) decisions.accepted_blind_spots.push_back(spot.label);
    }
    return make_plan(draft, document, {}, content.blind_spots, decisions, {}, Width::grid, asked, {unreadable, {}});
}

std::vector<Bytes> pictures_in(ByteView file) {
    const ZipReader zip(file, "out", {});
    std::vector<Bytes> pictures;
    for (std::size_t i = 0; i < zip.members().size(); ++i) {
        if (zip.members()[i].name.ends_with(".png")) pictures.push_back(zip.read(i));
    }
    return pictures;
}

}  // namespace

TEST_CASE("without a reader pictures of a package are blind spots; with one what it sees is a part") {
    const auto draft = with_pictures(40, 200);
    Extraction alone, read;
    open_ofd(draft, {})->extract(alone);
    open_ofd(draft, reading())->extract(read);
    CHECK(alone.blind_spots.size() == 2);
    REQUIRE(read.parts.size() == alone.parts.size() + 1);
    CHECK(read.parts.back().kind == PartKind::picture);
    CHECK(read.parts.back().text == "Zhukovsky4471");
    CHECK(read.blind_spots[0].reason == BlindReason::recognised);
    CHECK(read.blind_spots[1].reason == BlindReason::image_only);
}

TEST_CASE("a cut takes the picture of a package whole, whatever another reader says of it, and the other stays") {
    for (const bool twice : {false, true}) {
        const auto draft = with_pictures(40, 200);
        const auto options = reading(twice);
        const auto document = open_ofd(draft, options);
        const auto plan = plan_for(draft, *document, OnUnreadable::refuse);
        const auto output = document->rewrite(plan).bytes;
        const auto pictures = pictures_in(output);
        REQUIRE(pictures.size() == 2);
        CHECK(is_neutral_file(pictures[0]));
        CHECK(pictures[1] == png_files::toned(8, 4, 200));
        const auto evidence = prove(output, plan, nullptr, document.get(), {}, draft.bytes, options.pictures);
        INFO((evidence.doubts.empty() ? "" : evidence.doubts[0]));
        CHECK(evidence.clean());

        const auto file = make_draft("out.ofd", output);
        const auto again = open_ofd(file, options);
        CHECK(again->rewrite(plan_for(file, *again, OnUnreadable::refuse)).bytes == output);
    }
}

TEST_CASE("resources that do not say where their files are come along with them") {
    const auto draft = with_pictures(100, 200);  // its Res has no BaseLoc
    RedactionPlan nothing;
    nothing.draft = draft.digest;
    nothing.format = "ofd";
    CHECK(pictures_in(open_ofd(draft, {})->rewrite(nothing).bytes).size() == 2);
}

TEST_CASE("the proof sees a picture of a package that stayed") {
    const auto draft = with_pictures(40, 200);
    const auto options = reading();
    const auto document = open_ofd(draft, options);
    auto plan = plan_for(draft, *document, OnUnreadable::refuse);
    RedactionPlan nothing;
    nothing.draft = plan.draft;
    nothing.format = "ofd";
    const auto output = document->rewrite(nothing).bytes;
    const auto evidence = prove(output, plan, nullptr, document.get(), {}, draft.bytes, options.pictures);
    CHECK_FALSE(evidence.residue.empty());
    plan.values.clear();  // a value too short to be looked for
    CHECK_FALSE(prove(output, plan, nullptr, document.get(), {}, draft.bytes, options.pictures).clean());
}

TEST_CASE("pictures of a package that an officer has left out take along what was recognised") {
    const auto draft = with_pictures(40, 200);
    const auto options = reading();
    const auto document = open_ofd(draft, options);
    const auto plan = plan_for(draft, *document, OnUnreadable::remove);
    const auto output = document->rewrite(plan).bytes;
    CHECK(pictures_in(output).empty());
    CHECK(prove(output, plan, nullptr, document.get(), {}, draft.bytes, options.pictures).clean());
}
