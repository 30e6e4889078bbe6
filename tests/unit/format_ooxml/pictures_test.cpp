// Pictures in a package: a reader of pictures says what stands on them, and one that something is cut from goes whole. The reader here sees
// a word by the tone of the middle: each picture of the tests is of one tone.
#include <catch2/catch.hpp>

#include <algorithm>

#include <review/error.hpp>
#include <review/plan.hpp>
#include <review/prove.hpp>

#include "format/picture/neutral_file.hpp"
#include "format/zip/reader.hpp"
#include "office_drafts.hpp"
#include "unit/format_picture/png_files.hpp"

using namespace review;

namespace {

class SeesTones final : public PictureReader {
public:
    PluginIdentity identity() const override { return {"picture-reader", "tones 1", Digest{}}; }
    std::vector<RecognisedPiece> read(const GreyPicture& picture) const override {
        ++times;
        const auto tone = picture.samples[std::size_t{picture.height / 2} * picture.width + picture.width / 2];
        if (tone == 13) throw Error(Errc::unsupported, "it is dark");
        if (tone == 40) return {{"Zhukovsky", PieceStart::block, 0, 0, 90, 10, 90, false}, {"4471", PieceStart::word, 91, 0, 130, 10, 70, false}, {"below", PieceStart::line, 0, 20, 50, 30, 80, false}};
        if (tone == 80) return {{"harmless", PieceStart::block, 0, 0, 80, 10, 90, false}};
        return {};
    }
    mutable int times = 0;
};

struct Reading {
    std::shared_ptr<SeesTones> reader = std::make_shared<SeesTones>();
    OpenOptions options(bool enough = false) const {
        OpenOptions made;
        made.pictures = {{reader}, enough};
        return made;
    }
};

std::string png_of(std::uint8_t tone) {
    const auto bytes = png_files::toned(8, 4, tone);
    return {bytes.begin(), bytes.end()};
}

// A paragraph, and pictures by their bytes.
Draft word_with(const std::vector<std::string>& pictures, std::string_view text = "A letter") {
    std::vector<office_drafts::Member> members;
    std::string body = "<w:p><w:r><w:t>" + std::string(text) + "</w:t></w:r></w:p>";
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        members.push_back({"media/image" + std::to_string(i + 1) + ".png", "image/png", "image", pictures[i]});
        body += "<w:drawing><a:blip r:embed=\"rId" + std::to_string(i + 1) + "\"/></w:drawing>";
    }
    return office_drafts::package("word", "wordprocessingml.document",
        "<w:document xmlns:w=\"urn:w\" xmlns:a=\"urn:a\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" + body + "</w:body></w:document>", members);
}

Extraction read_by(const Draft& draft, const OpenOptions& options) {
    Extraction content;
    open_document(draft, options)->extract(content);
    return content;
}

Bytes member_of(ByteView file, std::string_view name) {
    const ZipReader zip(file, "out", {});
    for (std::size_t i = 0; i < zip.members().size(); ++i) {
        if (zip.members()[i].name == name) return zip.read(i);
    }
    return {};
}

RedactionPlan plan_without(const Draft& draft, const Document& document, const std::string& value) {
    Extraction content;
    document.extract(content);
    Decisions decisions;
    decisions.draft = draft.digest;
    for (const auto& spot : content.blind_spots) decisions.accepted_blind_spots.push_back(spot.label);
    std::vector<RemovedValue> asked;
    asked.push_back({Sensitive(value), "asked/term"});
    return make_plan(draft, document, {}, content.blind_spots, decisions, {}, Width::grid, asked);
}

Evidence proof_of(const SharedBytes& output, const RedactionPlan& plan, const Document& document, const Draft& draft, const OpenOptions& options) {
    return prove(output, plan, nullptr, &document, {}, draft.bytes, options.pictures);
}

}  // namespace

TEST_CASE("without a reader a picture is a blind spot and no part") {
    const auto content = read_by(word_with({png_of(40)}), {});
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].reason == BlindReason::image_only);
    CHECK(std::none_of(content.parts.begin(), content.parts.end(), [](const Part& part) { return part.kind == PartKind::picture; }));
}

TEST_CASE("what a reader sees on a picture of a package is a part behind all others, and the picture stays a blind spot") {
    const Reading reading;
    const auto draft = word_with({png_of(40), png_of(200)});
    const auto plain = read_by(draft, {});
    const auto content = read_by(draft, reading.options(true));
    REQUIRE(content.parts.size() == plain.parts.size() + 1);
    const auto& part = content.parts.back();
    CHECK(part.kind == PartKind::picture);
    CHECK(part.label == "picture 1");
    CHECK(part.text == "Zhukovsky4471\nbelow");
    CHECK(bytes_of(part, 0, 1) == bytes_of(part, 12, 13));  // it goes whole

    REQUIRE(content.blind_spots.size() == 2);
    CHECK(content.blind_spots[0].reason == BlindReason::recognised);
    CHECK(content.blind_spots[0].enough);
    CHECK(content.blind_spots[0].detail.find("tones 1") != std::string::npos);
    CHECK(content.blind_spots[1].reason == BlindReason::image_only);
    CHECK_FALSE(content.blind_spots[1].enough);
    CHECK_FALSE(read_by(draft, reading.options(false)).blind_spots[0].enough);
}

TEST_CASE("a picture that nobody could look at, or that cannot be decoded, is never read") {
    const Reading reading;
    const auto content = read_by(word_with({png_of(13), "GIF89a", png_of(40).substr(0, 60)}), reading.options(true));
    REQUIRE(content.blind_spots.size() == 3);
    for (const auto& spot : content.blind_spots) {
        CHECK(spot.reason == BlindReason::image_only);
        CHECK_FALSE(spot.enough);
    }
    CHECK(content.blind_spots[0].detail.find("it is dark") != std::string::npos);
}

TEST_CASE("a picture whose file holds more than its samples is not accepted by the reader's word") {
    const Reading reading;
    auto said = png_of(40);
    const auto words = png_files::chunk("tEXt", as_bytes("Author\0Wang"));
    said.insert(33, std::string(words.begin(), words.end()));
    const auto content = read_by(word_with({said}), reading.options(true));
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].reason == BlindReason::recognised);
    CHECK_FALSE(content.blind_spots[0].enough);
}

TEST_CASE("a cut of what was recognised takes the picture whole, and nothing else") {
    const Reading reading;
    const auto draft = word_with({png_of(40), png_of(80)}, "A letter from Zhukovsky4471");
    const auto document = open_document(draft, reading.options());
    const auto plan = plan_without(draft, *document, "Zhukovsky4471");
    CHECK(plan.areas.empty());
    const auto rewritten = document->rewrite(plan);
    CHECK(is_neutral_file(member_of(rewritten.bytes, "word/media/image1.png")));
    CHECK(as_text(member_of(rewritten.bytes, "word/media/image2.png")) == png_of(80));
    CHECK(std::any_of(rewritten.removals.begin(), rewritten.removals.end(), [](const Removal& one) { return one.place == "picture 1" && one.reason == "carries-value"; }));

    const auto evidence = proof_of(rewritten.bytes, plan, *document, draft, reading.options());
    INFO((evidence.doubts.empty() ? "" : evidence.doubts[0]));
    CHECK(evidence.clean());
    const auto again = read_by(make_draft("out", rewritten.bytes), reading.options());
    CHECK(again.blind_spots.size() == 1);  // one pixel of ours is no picture nobody read
    CHECK(reading.reader->times == 4);     // two of the draft, once; one of the output, by the proof and here
}

TEST_CASE("the proof sees a picture that stayed, and one that is not as it was") {
    const Reading reading;
    const auto draft = word_with({png_of(40), png_of(80)});
    const auto document = open_document(draft, reading.options());
    const auto plan = plan_without(draft, *document, "Zhukovsky4471");
    const auto left = word_with({png_of(40), png_of(80)});
    CHECK(!proof_of(left.bytes, plan, *document, draft, reading.options()).residue.empty());
    const auto both = word_with({png_of(200), png_of(200)});
    CHECK_FALSE(proof_of(both.bytes, plan, *document, draft, reading.options()).untouched_equal);
}

TEST_CASE("a picture that an officer has left out takes what was recognised along") {
    const Reading reading;
    const auto draft = word_with({png_of(40)});
    const auto document = open_document(draft, reading.options());
    Extraction content;
    document->extract(content);
    Decisions decisions;
    decisions.draft = draft.digest;
    const auto plan = make_plan(draft, *document, {}, content.blind_spots, decisions, {}, Width::grid, {}, {OnUnreadable::remove, {}});
    const auto rewritten = document->rewrite(plan);
    // A black pixel stands in its frame: programs do not open every document whose frames are empty.
    const auto instead = member_of(rewritten.bytes, "word/media/image1.png");
    CHECK(is_neutral_file(instead));
    CHECK(proof_of(rewritten.bytes, plan, *document, draft, reading.options()).clean());
}
