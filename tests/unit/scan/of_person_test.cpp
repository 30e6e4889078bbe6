#include <catch2/catch.hpp>

#include "unit/scan/names_in.hpp"

using support::found_of;
using support::Names;

TEST_CASE("an illness or a record in the row of a name is that person's, whatever the name is") {
    const std::string table = "姓名\t摘要\n瞿小满\t尿毒症\n鲁桂英\t艾滋病\n阿依古丽·买买提\t精神分裂症\n吉格阿牛\t癫痫\n无\t高血压\n";
    CHECK(found_of("cn-person/health", table) == Names{"尿毒症", "艾滋病", "精神分裂", "癫痫"});
    CHECK(found_of("cn-person/record", "收款人姓名\t摘要\n蓝天\t刑满释放\n") == Names{"刑满释放"});
    CHECK(found_of("cn-person/minor", "学生姓名\t年龄\t住址\n吉格阿牛\t9岁\t无\n") == Names{"9岁"});
}

TEST_CASE("an illness in the sentence of a name is that person's") {
    CHECK(found_of("cn-person/health", "患者瞿小满，男，患尿毒症。") == Names{"尿毒症"});
    CHECK(found_of("cn-person/health", "联系人：瞿小满。尿毒症患者门诊用药保障办法。").empty());
    CHECK(found_of("cn-person/health", "局长李四介绍了艾滋病防治工作。").empty());
}
