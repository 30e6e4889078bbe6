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

namespace {

// A page whose lines that end inside a cell are written |.
Part wrapped(std::string text) {
    Part part = page({});
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '|') continue;
        text[at] = '\n';
        part.cell_lines.push_back(static_cast<std::uint32_t>(at));
    }
    part.text = text;
    return part;
}

std::vector<std::string> found(const std::vector<Part>& parts) {
    static const auto scanner = Scanner::compile(built_in_packs());
    TableHeadings headings;
    std::vector<std::string> seen;
    for (const auto& part : parts) {
        for (const auto& finding : scanner.scan(part, headings.over(part))) seen.emplace_back(finding.rule + " " + std::string(finding.excerpt.reveal()));
    }
    return seen;
}

}  // namespace

TEST_CASE("a table whose headings and cells wrap is read by its rows") {
    const auto page = wrapped("公示\n序|号\t户主|姓名\t性|别\t致贫|原因\t开户|银行\t银行|账号\n1\t石大|勇\t男\t因病（肝|癌）\t农商|行\t81010000|212345678\n"
                              "2\t阿依古丽·|买买提\t女\t缺劳力\t邮储\t81010000212345678\n合计2户");
    CHECK(found({page}) == Names{"cn-person/name 石大\n勇", "cn-person/health 肝\n癌", "cn-finance/account 81010000\n212345678",
                                 "cn-person/name 阿依古丽·\n买买提", "cn-finance/account 81010000212345678"});
}

TEST_CASE("its headings stand over the rows of the next page") {
    CHECK(found({wrapped("序|号\t户主|姓名\t性|别\n1\t石大|勇\t男"), wrapped("2\t赵桂|英\t女\n3\t柯昌盛\t男")}) ==
          Names{"cn-person/name 石大\n勇", "cn-person/name 赵桂\n英", "cn-person/name 柯昌盛"});
}

TEST_CASE("two values in one cell are two values") {
    CHECK(found({wrapped("姓名\t联系电话\n张三\t13800138000|13912345678")}) ==
          Names{"cn-person/name 张三", "cn-contact/mobile 13800138000", "cn-contact/mobile 13912345678"});
}

TEST_CASE("short parts that wait for each other keep their cells") {
    static const auto scanner = Scanner::compile(built_in_packs());
    const std::vector<Part> parts{page("无"), wrapped("户主|姓名\t性|别\n石大|勇\t男")};
    CHECK(scanner.may_find(parts) == std::vector<bool>{false, true});
}

TEST_CASE("a number that a cell breaks is one as a number that a line breaks is") {
    CHECK(found({wrapped("138123|45678\t无")}) == Names{"cn-contact/mobile 138123\n45678"});
    CHECK(found({wrapped("1|3|8|0|0|0|0|0|0|0|0\t无")}).empty());
}
