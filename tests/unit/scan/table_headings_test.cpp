#include <catch2/catch.hpp>

#include <review/scanner.hpp>
#include <review/table_headings.hpp>

using namespace review;

namespace {

Part page(const std::string& text) {
    Part part;
    part.kind = PartKind::page;
    part.text = text;
    return part;
}

std::vector<std::string> names(const std::vector<std::string>& pages) {
    static const auto scanner = Scanner::compile(built_in_packs());
    TableHeadings headings;
    std::vector<std::string> found;
    for (const auto& text : pages) {
        const auto part = page(text);
        for (const auto& finding : scanner.scan(part, headings.over(part))) {
            if (finding.rule == "cn-person/name") found.emplace_back(finding.excerpt.reveal());
        }
    }
    return found;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the headings of the first page stand over the rows of the next ones") {
    CHECK(names({"公示\n序号\t姓名\t金额\n1\t赵敏\t1500\n第1页", "2\t钱多多\t1600\n第2页", "附表\n3\t司马小光\t1700"}) == Names{"赵敏", "钱多多", "司马小光"});
}

TEST_CASE("they end with the table: other columns, or a page without one") {
    CHECK(names({"序号\t姓名\t金额\n1\t赵敏\t1500", "甲\t钱多多\t1600\t丁"}) == Names{"赵敏"});
    CHECK(names({"序号\t姓名\t金额\n1\t赵敏\t1500", "一\n二\n三\n四\n五", "2\t钱多多\t1600"}) == Names{"赵敏"});
    CHECK(names({"序号\t姓名\t金额\n1\t赵敏\t1500\n一\n二\n三\n四\n五", "2\t钱多多\t1600"}) == Names{"赵敏"});
}

TEST_CASE("headings that come again are not read as a row, and rows are found once") {
    CHECK(names({"序号\t姓名\t金额\n1\t赵敏\t1500", "序号\t姓名\t金额\n2\t钱多多\t1600"}) == Names{"赵敏", "钱多多"});
}

TEST_CASE("rows whose cells wrap keep their headings on the next page") {
    CHECK(names({"序号\t姓名\t证件号\n1\t赵敏\t42038120000\n5188583", "2\t钱多多\t33010619571\n2238192"}) == Names{"赵敏", "钱多多"});
}
