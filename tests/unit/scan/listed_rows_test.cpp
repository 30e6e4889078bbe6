// Rows that stand in brackets, and values that stand in the line or the pair behind their label.
#include <catch2/catch.hpp>

#include <review/scanner.hpp>
#include <review/table_headings.hpp>

#include "scan/listed_rows.hpp"

#include "unit/scan/names_in.hpp"

using review::with_listed_rows;
using support::names_in;
using support::Names;

TEST_CASE("lists of as many items become rows, each byte in its place") {
    CHECK(with_listed_rows("t (a, `b`) VALUES (1,'c'),\n(2, 'd');") == "t \na\t  b          \n1\t c    \n2\t  d \n;");
    CHECK(with_listed_rows("{\"h\":[\"a\",\"b\"],\"r\":[[\"c\",2],[\"d\",3]]}") == "{\"h\":\n a \t b        \n c \t2  \n d \t3\n]}");
    CHECK(with_listed_rows("COPY t (id, a) FROM stdin;\n1\tb\n") == "COPY t \nid\t a\n            \n1\tb\n");
    for (const std::string& text : std::vector<std::string>{"见附件（一）和（二）", "f(a, b) and g(c)", "f(a, b); f(c, d)", "f(a, b), g(c, d)", "[1,2] " + std::string(300, 'a') + " [3,4]", "((((", "", "(a,b"}) {
        CHECK(with_listed_rows(text) == text);
    }
}

TEST_CASE("columns of dumps are found by their names") {
    CHECK(names_in("INSERT INTO t (姓名, 身份证号) VALUES ('张伟','420303');\n") == Names{"张伟"});
    CHECK(names_in("INSERT INTO `t` (`id`,`姓名`,`性别`) VALUES (1,'张伟','男'),(2,'李娜','女');\n") == Names{"张伟", "李娜"});
    CHECK(names_in("INSERT INTO t (id, 姓名) VALUES\n(1, N'张伟'),\n(2, N'李娜');\n") == Names{"张伟", "李娜"});
    CHECK(names_in("COPY t (id, 姓名, 性别) FROM stdin;\n1\t张伟\t男\n2\t李娜\t女\n\\.\n") == Names{"张伟", "李娜"});
    CHECK(names_in("CREATE TABLE `t` (\n  `id` int(11) NOT NULL,\n  `姓名` varchar(20) DEFAULT NULL COMMENT '(x,y)',\n  PRIMARY KEY (`id`),\n  KEY `k` (`id`,`姓名`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n\n"
                   "LOCK TABLES `t` WRITE;\nINSERT INTO `t` VALUES (1,'张伟'),(2,'李娜');\n") == Names{"张伟", "李娜"});
    CHECK(names_in("CREATE TABLE t (id int, 职务 text, 姓名 text);\nINSERT INTO t (id, 姓名) VALUES (1,'张伟');\n") == Names{"张伟"});
    CHECK(names_in("{\"columns\":[\"姓名\",\"电话\"],\"rows\":[[\"张伟\",\"x\"],[\"李娜\",\"y\"]]}") == Names{"张伟", "李娜"});
    CHECK(names_in("[[\"序号\",\"姓名\"],\n [1, \"张伟\"],\n [2, \"李娜\"]]") == Names{"张伟", "李娜"});
}

TEST_CASE("a label that is the value of a pair calls the value of the next") {
    CHECK(names_in("{\"label\":\"姓名\",\"value\":\"张伟\"}") == Names{"张伟"});
    CHECK(names_in("{\"key\": \"姓名\",\n \"type\": \"text\",\n \"fieldValue\": \"张伟\"}") == Names{"张伟"});
    CHECK(names_in("{\"姓名\":[\"张伟\",\"李娜\"],\"性别\":\"男\"}") == Names{"张伟", "李娜"});
    CHECK(names_in("{\"label\":\"姓名\",\"width\":\"张伟\"}") == Names{});
}

TEST_CASE("values below their label are found in lists and blocks of YAML") {
    CHECK(names_in("姓名:\n  - 张伟\n  - \"李娜\"\n职务: 干部\n") == Names{"张伟", "李娜"});
    CHECK(names_in("姓名: >\n  张伟\n") == Names{"张伟"});
    CHECK(names_in("姓名: |-\n  张伟\n") == Names{"张伟"});
    CHECK(names_in("姓名：\n张伟\n") == Names{"张伟"});
}

TEST_CASE("single blanks part cells where the first line has nothing but headings") {
    CHECK(names_in("姓名 身份证号 电话 住址\n张伟 无 8661234 茅箭区\n李娜 无 8661235 张湾区\n") == Names{"张伟", "李娜"});
    CHECK(names_in("序号 姓名 性别 金额\n1 张伟 男 300\n2 李娜 女 500\n") == Names{"张伟", "李娜"});
    CHECK(names_in("序号 姓名\n1 张伟\n2 李娜\n") == Names{"张伟", "李娜"});
    CHECK(names_in("关于 姓名 登记 的 通知\n各县 人民 政府 和 部门\n") == Names{});
    CHECK(names_in("办理 姓名 变更，应当\n提交 赵敏 申请 书\n") == names_in("办理 姓名 变更，应当"));
}

TEST_CASE("the columns of a dump stand over the pieces that follow") {
    static const auto scanner = review::Scanner::compile(review::built_in_packs());
    const auto rows = [](int count) {
        std::string all;
        for (int i = 0; i < count; ++i) all += "(" + std::to_string(i) + ",'x'),";
        return all;
    };
    review::TableHeadings headings;
    review::Part piece;
    piece.text = "INSERT INTO t (id,姓名) VALUES " + rows(30000);
    CHECK(headings.over(piece).empty());
    piece.first = 1;
    piece.text = "'x')," + rows(30000) + "(7,'张伟')," + rows(30000);
    CHECK(headings.over(piece) == "id\t姓名");
    piece.first = 2;
    piece.text = "5,'x'),(8,'李娜');\n";
    std::vector<std::string> found;
    for (const auto& finding : scanner.scan(piece, headings.over(piece))) found.emplace_back(finding.excerpt.reveal());
    CHECK(found == Names{"李娜"});
}
