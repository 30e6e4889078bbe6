// Values that the end of a page breaks.
#include <catch2/catch.hpp>

#include "scan/page_bridge.hpp"

using namespace review;

namespace {

// What is found over the end of the page, "excerpt@page", that goes from its place alone.
std::vector<std::string> over_pages(const std::string& before, const std::string& behind, const std::string& rule) {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto page = [](const std::string& text, std::uint32_t number) {
        Part part;
        part.kind = PartKind::page;
        part.number = number;
        part.page = number;
        part.label = "page " + std::to_string(number);
        part.text = text;
        return part;
    };
    PageBridge bridge;
    const auto first = page(before, 1), second = page(behind, 2);
    CHECK(bridge.found(scanner, first, {}).empty());
    bridge.keep(Part(first));
    std::vector<std::string> found;
    for (const auto& finding : bridge.found(scanner, second, {})) {
        if (finding.rule != rule) continue;
        const auto& own = finding.where.page == 1 ? first : second;
        CHECK(text_of(own, finding.where.span.begin, finding.where.span.end) == finding.excerpt.reveal());
        found.push_back(std::string(finding.excerpt.reveal()) + "@" + std::to_string(finding.where.page) + (finding.here_only ? "" : " everywhere"));
    }
    return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("a value whose halves stand on two pages is cut on both, header and footer or not") {
    CHECK(over_pages("通知\n手机：139867", "51234\n特此通知\n", "cn-contact/mobile") == Found{"139867@1", "51234@2"});
    CHECK(over_pages("某局文件\n手机：139867\n— 1 —\n", "某局文件\n51234\n特此通知\n— 2 —\n", "cn-contact/mobile") == Found{"139867@1", "51234@2"});
    CHECK(over_pages("身份证号：4203021990\n第 1 页 共 2 页", "01010015\n第 2 页 共 2 页", "cn-identity/resident-id") == Found{"4203021990@1", "01010015@2"});
    CHECK(over_pages("住址：湖北省十堰市茅箭区北京中路15号\n", "3单元201室\n", "cn-contact/address") == Found{"湖北省十堰市茅箭区北京中路15号@1", "3单元201室@2"});
}

TEST_CASE("a label at the foot of a page has its value at the head of the next") {
    CHECK(over_pages("通知\n护照号码：\n1", "E12345678\n2", "cn-identity/passport") == Found{"E12345678@2 everywhere"});
    CHECK(over_pages("姓名：王小明\n病种：\n", "尿毒症\n", "cn-person/health") == Found{"尿毒症@2 everywhere"});
}

TEST_CASE("what ends with its page goes on nowhere") {
    CHECK(over_pages("联系电话：13986751234\n- 1 -", "12月1日起施行\n- 2 -", "cn-contact/mobile") == Found{});
    CHECK(over_pages("", "", "cn-contact/mobile") == Found{});
    CHECK(over_pages("1", "2", "cn-contact/mobile") == Found{});
}
