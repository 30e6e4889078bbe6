#include <catch2/catch.hpp>

#include <memory>

#include "unit/format_xml/xml_drafts.hpp"

using namespace review;
using namespace xml_drafts;

namespace {

// Wants every other part.
struct OddOnes final : ExtractionSink {
    void part(Part&& part) override { parts.push_back(std::move(part)); }
    void blind_spot(BlindSpot&&) override {}
    bool wants(std::uint32_t part) const override { return part % 2 == 1; }
    std::vector<Part> parts;
};

const std::string in_base64 = "5aeT5ZCN77ya5byg5LiJ77yM6IGU57O755S16K+d77yaMTM4MDAxMzgwMDDjgII=";  // 姓名：张三，联系电话：13800138000。

std::string words(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "字<b k='" + std::to_string(i) + "'>" + std::to_string(i) + "</b><!--c-->";
    return all;
}

}  // namespace

TEST_CASE("a sink gets the parts it wants as they come among all of them") {
    const auto source = draft("<r a='1'><p>one<b c='2' d='3'>two</b><!-- x --></p><?y z?><f>" + in_base64 + "</f><p e='4'/><p>" + words(200) +
                              "</p><!-- end --><f g='" + in_base64 + "'>last</f></r>");
    Extraction content;
    open_document(source)->extract(content);
    const auto& all = content.parts;
    OddOnes some;
    open_document(source)->extract(some);
    std::vector<Part> odd;
    for (auto& part : some.parts) {
        if (part.number % 2 == 1) odd.push_back(std::move(part));
    }
    REQUIRE(odd.size() == all.size() / 2);
    for (std::size_t i = 0; i < odd.size(); ++i) {
        CHECK(odd[i].number == all[2 * i + 1].number);
        CHECK(odd[i].label == all[2 * i + 1].label);
        CHECK(odd[i].xpath == all[2 * i + 1].xpath);
        CHECK(odd[i].text == all[2 * i + 1].text);
        CHECK(odd[i].source.size() == all[2 * i + 1].source.size());
    }
}

TEST_CASE("what stands in a block is told in the same way whether the block is short or long") {
    for (const int count : {1, 80, 90, 300}) {
        const auto parts = extracted(draft("<r><p>" + words(count) + "</p><p m='n'>tail</p></r>")).parts;
        REQUIRE(parts.size() == 2u * static_cast<unsigned>(count) + 3);
        const auto last = std::to_string(count);
        CHECK(parts[parts.size() - 4].xpath == "/r/p[1]/b[" + last + "]/@k");
        CHECK(parts[parts.size() - 4].label == "attribute k of b " + last);
        CHECK(parts[parts.size() - 3].xpath == "/r/p[1]/comment()[" + last + "]");
        CHECK(parts[parts.size() - 3].label == "comment " + last);
        CHECK(parts[parts.size() - 2].xpath + parts[parts.size() - 1].xpath == "/r/p[2]/@m/r/p[2]");
    }
}
