#include <catch2/catch.hpp>

#include "support/run.hpp"
#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

std::string base64(const std::string& bytes) {
    auto out = support::run({"base64", "-w", "76"}, bytes).out;
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

const std::string record = "姓名：张三，公民身份号码：420302199001010015，联系电话：13800138000。";

}  // namespace

TEST_CASE("text that stands in an element or an attribute as Base64 is a part of its own, behind the one it is written in") {
    const auto content = extracted(draft("<r><a>\n" + base64(record) + "\n</a><b c='" + base64(record) + "'/><d>text</d></r>"));
    REQUIRE(content.parts.size() == 5);
    CHECK(content.parts[1].text == record);
    CHECK(content.parts[1].label == "element a 1, decoded");
    CHECK(content.parts[1].xpath == "/r/a[1]");
    CHECK(content.parts[3].text == record);
    CHECK(content.parts[3].kind == PartKind::attribute);
    for (std::uint32_t i = 0; i < 5; ++i) CHECK(content.parts[i].number == i);
    CHECK(content.blind_spots.empty());
}

TEST_CASE("a cut in what Base64 holds takes all of it, and nothing else") {
    const auto source = draft("<r><a>" + base64(record) + "</a><b>x</b></r>");
    CHECK(without(source, "13800138000") == "<r><a>" + blocks(1) + "</a><b>x</b></r>");
}

TEST_CASE("a file that stands there as Base64 is a place nobody read") {
    for (const std::string head : {"%PDF-1.7\n\xe2\xe3\xcf\xd3", "PK\x03\x04\x14\x01\x02\x08", "\x89PNG\r\n\x1a\n\x01\x02\x03", "\xff\xd8\xff\xe0\x01\x10"}) {
        const auto content = extracted(draft("<r><a>" + base64(head + std::string(40, '\x01')) + "</a></r>"));
        REQUIRE(content.blind_spots.size() == 1);
        CHECK(content.blind_spots[0].label == "Base64 1");
        CHECK(content.blind_spots[0].object == "/r/a[1]");
    }
    const auto pdf = base64("%PDF-1.7" + std::string(40, '\x01'));
    const auto two = extracted(draft("<r><x><a>" + pdf + "</a></x><x><a>" + pdf + "</a></x></r>"));
    REQUIRE(two.blind_spots.size() == 2);  // who accepts one has not accepted the other
    CHECK(two.blind_spots[0].label != two.blind_spots[1].label);
    const auto large = extracted(draft("<r><a>" + base64("%PDF-" + std::string(2 << 20, '\x01')) + "</a></r>"));
    CHECK(large.blind_spots.size() == 1);
}

TEST_CASE("padded lines, data URLs and Base64 of more are read as outside tools read them, or named") {
    const auto padded = extracted(draft("<a>MTM4MDAxMzgwMDA=\nMTM5MDAxMzkwMDA=\nMTM3MDAxMzcwMDA=</a>"));
    REQUIRE(padded.parts.size() == 2);
    CHECK(padded.parts[1].text == "138001380001390013900013700137000");
    const auto url = extracted(draft("<a h='data:text/plain;base64," + base64(record) + "'/>"));
    REQUIRE(url.parts.size() == 2);
    CHECK(url.parts[1].text == record);
    CHECK(extracted(draft("<a>" + base64(base64(record)) + "</a>")).blind_spots.size() == 1);
    CHECK(extracted(draft("<a>" + base64("<p>&#49;&#51;&#56;00138000 and some more</p>") + "</a>")).blind_spots.size() == 1);
}

TEST_CASE("Base64 with tags in it is named, since a cut would take them") {
    const auto letters = base64(record);
    const auto content = extracted(draft("<r><a>" + letters.substr(0, 40) + "<b k='v'/>" + letters.substr(40) + "</a></r>"));
    CHECK(content.blind_spots.size() == 1);
    for (const auto& part : content.parts) CHECK(part.label.find("decoded") == std::string::npos);
}

TEST_CASE("words and numbers in many lines are no Base64") {
    std::string words, rows;
    for (int i = 0; i < 400; ++i) words += "Task" + std::to_string(i) + " ", rows += "<b>row text</b>\n";
    CHECK(extracted(draft("<a>" + words + "</a>")).blind_spots.empty());
    CHECK(extracted(draft("<a ids='" + words + "'/>")).blind_spots.empty());
    CHECK(extracted(draft("<r>note" + repeated(rows, 300) + "</r>")).blind_spots.empty());
}

TEST_CASE("digests, keys and words are no files") {
    for (const std::string plain : {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                                    "550e8400-e29b-41d4-a716-446655440000", "abcdefghijklmnopqrstuvwxyz", "internationalisation of documents"}) {
        const auto content = extracted(draft("<r><a>" + plain + "</a></r>"));
        INFO(plain);
        CHECK(content.blind_spots.empty());
        CHECK(content.parts[0].text == plain);
    }
}

TEST_CASE("texts among other bytes, as programs keep the state of a page, are read") {
    const std::string state = std::string("\xff\x01\x0f\x0f\x05\x0f", 6) + "姓名：王小明" + std::string("\x05\x12", 2) + "420302199001010015" + std::string("\x64\x64\x00\xff\xfe\x80", 6);
    const auto content = extracted(draft("<r><a>" + base64(state) + "</a></r>"));
    CHECK(std::any_of(content.parts.begin(), content.parts.end(), [](const Part& one) { return one.text == "姓名：王小明\n420302199001010015dd"; }));
}
