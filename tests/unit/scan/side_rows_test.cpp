// Tables whose labels do not stand over their values.
#include <catch2/catch.hpp>

#include "names_in.hpp"

using support::found_of;
using support::Names;
using support::names_in;

TEST_CASE("a table on its side has a person in each column behind the labels") {
    CHECK(names_in("姓名\t易大海\t花木兰\n病种\t尿毒症\t肺癌\n") == Names{"易大海", "花木兰"});
    CHECK(names_in("姓名,易大海,花木兰\n病种,尿毒症,肺癌\n护照号码,E12345678,G87654321\n") == Names{"易大海", "花木兰"});
    CHECK(found_of("cn-person/birth-date", "姓名,王小明,李秀兰\n出生日期,1990-01-01,1991-01-01\n") == Names{"1990-01-01", "1991-01-01"});
    CHECK(names_in("护照号码\tE12345678\tG87654321\tE87654321\n姓名\t易大海\t花木兰\t哈文\n") == Names{"易大海", "花木兰", "哈文"});
}

TEST_CASE("pairs of a label and its value are no such table") {
    CHECK(names_in("姓名\t易大海\t单位\t时装厂\n出生日期\t1990-01-01\t民族\t汉族\n") == Names{"易大海"});
}

TEST_CASE("headings one under the other, then the cells of each row in the same order: a table saved as text") {
    const std::string table = "公示\n序号\n户主姓名\n身份证号码\n致贫原因\n1\n石大勇\n420321196203141537\n因病（肝癌）\n2\n花木兰\n42032119580920202X\n残疾\n";
    CHECK(names_in(table) == Names{"石大勇", "花木兰"});
    CHECK(names_in("姓名\n金额\n易大海\n1500\n花木兰\n1600\n哈文\n1700\n") == Names{"易大海", "花木兰", "哈文"});
    CHECK(names_in("联系人\n项目名称\n时代广场\n安居工程\n").empty());
}

TEST_CASE("the last digit of a number in the next line, with the mark of a list behind it") {
    CHECK(found_of("cn-identity/resident-id", "身份证号：42030219720314002\n1、420302197506060043\n") == Names{"42030219720314002\n1", "420302197506060043"});
    CHECK(found_of("cn-identity/resident-id", "编号42030219720314002\n1、总则\n") == Names{"42030219720314002\n1"});
    CHECK(found_of("cn-identity/resident-id", "编号42030219720314002\n1. 总则\n").empty());
}
