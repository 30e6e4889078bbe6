// Lists with commas that are not one plain row a line.
#include <catch2/catch.hpp>

#include "names_in.hpp"
#include "scan/quoted_lines.hpp"
#include "scan/typed_tables.hpp"

using support::found_of;
using support::Names;
using support::names_in;

TEST_CASE("a quoted cell whose lines end belongs to one row") {
    review::Part part;
    part.text = "姓名,住址\n易大海,\"湖北省十堰市\n茅箭区\"\n";
    REQUIRE(review::has_quoted_lines(part));
    const auto cells = review::with_quoted_lines(part).cell_lines;
    REQUIRE(cells.size() == 1);
    CHECK(part.text.substr(0, cells[0]).ends_with("十堰市"));
    part.text = "他说\"第一行\n第二行\"。\n\"a\",\"b\"\n";
    CHECK_FALSE(review::has_quoted_lines(part));
    CHECK(names_in("姓名,住址,病种\n易大海,\"湖北省十堰市\n茅箭区\",尿毒症\n花木兰,武汉市,肺癌\n") == Names{"易大海", "花木兰"});
    CHECK(found_of("cn-person/health", "姓名,住址,病种\n易大海,\"湖北省十堰市\n茅箭区\",尿毒症\n花木兰,武汉市,肺癌\n") == Names{"尿毒症", "肺癌"});
    CHECK(names_in("\"户主\n姓名\",\"病种\n（主要）\"\n易大海,尿毒症\n花木兰,肺癌\n") == Names{"易大海", "花木兰"});
    CHECK(names_in("姓名,病种\n\"王小明\n李秀兰\",\"尿毒症\"\n\"易大海\",肺癌\n") == Names{"王小明", "李秀兰", "易大海"});
}

TEST_CASE("rows with an empty line between are one table") {
    const std::string rows = "姓名,病种\r\r\n易大海,尿毒症\r\r\n花木兰,肺癌\r\r\n";
    CHECK(names_in(rows) == Names{"易大海", "花木兰"});
    CHECK(names_in("序号,姓名\n\n1,易大海\n\n2,花木兰\n") == Names{"易大海", "花木兰"});
    CHECK(names_in("姓名\t病种\n\n易大海\t尿毒症\n\n花木兰\t肺癌\n") == Names{"易大海", "花木兰"});
    CHECK(review::with_tabs("a,b\n\nc,d\n") == "a\tb \nc\td\n");
}

TEST_CASE("a label and its value parted by a comma") {
    CHECK(names_in("项目,内容\n姓名,易大海\n护照号码,E12345678\n") == Names{"易大海"});
    CHECK(found_of("cn-identity/passport", "项目,内容\n姓名,易大海\n护照号码,E12345678\n") == Names{"E12345678"});
    CHECK(names_in("联系人，张主任，负责此事\n联系人，同上，负责此事\n").empty());
}

TEST_CASE("other marks between the cells, and single quotes around them") {
    for (const std::string mark : {"^", "~", "/", "&", "#", "$"}) {
        INFO(mark);
        CHECK(names_in("序号" + mark + "姓名" + mark + "病种\n1" + mark + "易大海" + mark + "尿毒症\n2" + mark + "花木兰" + mark + "肺癌\n") == Names{"易大海", "花木兰"});
    }
    CHECK(names_in("'序号','姓名'\n'1','易大海'\n'2','花木兰'\n") == Names{"易大海", "花木兰"});
}

TEST_CASE("what stresses a cell in Markdown is none of its value") {
    const std::string table = "| **姓名** | 病种 |\n|---|---|\n| **易大海** | *尿毒症* |\n| `花木兰` | [肺癌](x) |\n| ~~王小明~~ | <b>胃癌</b> |\n";
    CHECK(names_in(table) == Names{"易大海", "花木兰", "王小明"});
    CHECK(found_of("cn-person/health", table) == Names{"尿毒症", "肺癌", "胃癌"});
    CHECK(found_of("cn-identity/passport", "* 护照号码：`E12345678`\n") == Names{"E12345678"});
    CHECK(names_in("**姓名**：易大海\n> 姓名：**花木兰**\n**姓名：** 李秀兰\n姓名：`王小明`\n") == Names{"易大海", "花木兰", "李秀兰", "王小明"});
}
