// Tables in plain text whose cells no tab parts.
#include <catch2/catch.hpp>

#include <review/scanner.hpp>
#include <review/table_headings.hpp>

#include "scan/typed_tables.hpp"

#include "unit/scan/names_in.hpp"

using namespace review;

namespace {

using support::Names;

Names names(const std::string& text) { return support::names_in(text); }

}  // namespace

TEST_CASE("cells parted by commas, semicolons, bars, drawn rules and blanks become cells parted by tabs, each byte in its place") {
    CHECK(with_tabs("姓名,年龄\n张三,30\n") == "姓名\t年龄\n张三\t30\n");
    CHECK(with_tabs("a;b\nc;d") == "a\tb\nc\td");
    CHECK(with_tabs("| a | b |\n|---|---|\n| c | d |") == "  a \t b            \n  c \t d  ");
    CHECK(with_tabs("│a│b│\n├─┼─┤\n│c│d│") == "   a\t  b   " + std::string(16, ' ') + "\n   c\t  d   ");
    CHECK(with_tabs("ab   c\nd    e") == "ab\t  c\nd\t   e");
    CHECK(with_tabs("\"a,1\",b\n\"c\",d") == " a,1 \tb\n c \td");
}

TEST_CASE("sentences stay as they are") {
    for (const std::string text : {"一、总则,本办法\n第二条 县级以上", "a, b\nc", "", "\n\n", "one  two"}) CHECK(with_tabs(text) == text);
}

TEST_CASE("a column of names is found in a list of any of these forms") {
    CHECK(names("序号,姓名,金额\n1,赵敏,1500\n2,钱多多,1600\n") == Names{"赵敏", "钱多多"});
    CHECK(names("\"姓名\",\"金额\"\r\n\"赵敏\",\"1,500\"\r\n\"钱多多\",\"1,600\"\r\n") == Names{"赵敏", "钱多多"});
    CHECK(names("| 序号 | 姓名 |\n|------|------|\n| 1 | 赵敏 |\n| 2 | 钱多多 |\n") == Names{"赵敏", "钱多多"});
    CHECK(names("┌────┬────┐\n│姓名│金额│\n├────┼────┤\n│赵敏│1500│\n└────┴────┘\n") == Names{"赵敏"});
    CHECK(names("联络员    职务      手机\n谢伟      支队长    见附件\n罗小成    大队长    见附件\n") == Names{"谢伟", "罗小成"});
    CHECK(names("姓名　　职务\n赵敏　　教师\n") == Names{"赵敏"});
}

TEST_CASE("the first line of a list stands over the pieces that follow") {
    static const auto scanner = Scanner::compile(built_in_packs());
    TableHeadings headings;
    Part first;
    first.kind = PartKind::text;
    first.number = 4;
    first.text = "序号,姓名,金额\n1,赵敏,1500\n";
    Part next = first;
    next.first = 20;
    next.text = "2,钱多多,1600\n3,司马小光,1700\n";
    CHECK(headings.over(first).empty());
    std::vector<std::string> found;
    for (const auto& finding : scanner.scan(next, headings.over(next))) found.emplace_back(finding.excerpt.reveal());
    CHECK(found == Names{"钱多多", "司马小光"});
}

TEST_CASE("a form whose fields are empty has no names, and one that is filled in has those of its values") {
    CHECK(names("| 申请人 |  | 联系人 |  |\n|---|---|---|---|\n| 家属 |  | 母亲 |  |\n") == Names{});
    CHECK(names("| 申请人 | 王小明 | 联系人 | 李丽 |\n|---|---|---|---|\n| 家属 | 张伟 | 母亲 | 赵红 |\n") == Names{"王小明", "李丽", "张伟", "赵红"});
}

TEST_CASE("labels without end come to one") {
    std::string lines, cells, numbered, stacked = "序号\n姓名\n";
    for (int i = 0; i < 20000; ++i) lines += "姓名\n", cells += "姓名,", numbered += "姓名\na\n1\n户主\nb\n2\n", stacked += std::to_string(i + 1) + "\n姓名\n";
    CHECK(names(lines) == Names{});
    CHECK(names(cells) == Names{});
    CHECK(names(numbered) == Names{});
    CHECK(names(stacked) == Names{});
}
