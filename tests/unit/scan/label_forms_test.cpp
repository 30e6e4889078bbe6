// How labels are written, what stands between them and their values, and what stands beside them and is none.
#include <catch2/catch.hpp>

#include <review/scanner.hpp>

#include "unit/scan/names_in.hpp"

using namespace review;

namespace {

using support::Names;
using support::names_in;

// What one rule finds in a text.
Names found(const std::string& rule, const std::string& text) {
    static const auto scanner = Scanner::compile(built_in_packs());
    Part part;
    part.text = text;
    Names all;
    for (const auto& finding : scanner.scan(part)) {
        if (finding.rule == rule) all.emplace_back(finding.excerpt.reveal());
    }
    return all;
}

}  // namespace

TEST_CASE("a label of a level of secrecy may be set apart, and so may the level") {
    for (const std::string text : {"密　　级：秘密", "密 级：秘密", "密　级\t秘密", "密级: 秘密", "文件密级\t秘密", "涉密等级：秘密"}) {
        INFO(text);
        CHECK(found("cn-classified/level-alone", text) == Names{"秘密"});
    }
    CHECK(found("cn-classified/level-alone", "密 级：机　密") == Names{"机　密"});
    CHECK(found("cn-classified/level-alone", "鄂办发电〔2026〕33号 秘密") == Names{"秘密"});
    CHECK(found("cn-classified/level-alone", "密 级 的 确 定：绝密、机密、秘密三级") == Names{});
}

TEST_CASE("blanks inside of a label do not count, in prose and in headings") {
    CHECK(found("cn-person/medical-record", "病 案 号：0098123") == Names{"0098123"});
    CHECK(found("cn-person/medical-record", "病案 号：0098123") == Names{"0098123"});
    CHECK(found("cn-identity/military-id", "军　官　证：军字第20091234号") == Names{"军字第20091234号"});
    CHECK(found("cn-identity/home-return", "回 乡 证：H0312345601") == Names{"H0312345601"});
    CHECK(found("cn-person/birth-date", "出 生 日 期：1992-08-18") == Names{"1992-08-18"});
    CHECK(found("cn-identity/passport", "姓 名\t护　照　号　码\n王小明\tE12345678\n李小红\tG12345678\n") == Names{"E12345678", "G12345678"});
    CHECK(names_in("受 助 人 姓 名\t金 额\n王小明\t1500\n") == Names{"王小明"});
    CHECK(found("cn-person/medical-record", "病         案         号：0098123") == Names{});
}

TEST_CASE("a text of ideographs set apart is read to its end") {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "字 ";
    CHECK(found("cn-person/medical-record", text + "病 案 号：0098123") == Names{"0098123"});
}

TEST_CASE("lines to be filled in, leaders, brackets, stars and numbers may stand between a label and its value") {
    for (const std::string text : {"姓名______王小明_______", "姓名：________________________________________王小明", "姓名：………王小明", "姓名：【王小明】", "**姓名**：王小明",
                                   "姓名............王小明", "姓名：「王小明」", "申请人：1、王小明", "原告1：王小明", "申请人：（1）王小明"}) {
        INFO(text);
        CHECK(names_in(text) == Names{"王小明"});
    }
    CHECK(found("cn-identity/passport", "护照号____E12345678____") == Names{"E12345678"});
    CHECK(found("cn-identity/passport", "持护照（号码E12345678）入境") == Names{"E12345678"});
    CHECK(names_in("姓名：______ 性别：______\n联系人：________\n") == Names{});
}

TEST_CASE("the heading beside a heading is no value where names stand below") {
    CHECK(names_in("序号\t姓名\t补偿（元）\n1\t王小明\t12\n") == Names{"王小明"});
    CHECK(names_in("姓名\t通行证\n王小明\t无\n") == Names{"王小明"});
    CHECK(names_in("姓名\t许可\n王小明\t准予\n李小红\t准予\n") == Names{"王小明", "李小红"});
    CHECK(names_in("姓名    时限\n王小明  十日\n李小红  五日\n") == Names{"王小明", "李小红"});
}

TEST_CASE("a form has values beside its labels") {
    CHECK(names_in("姓名\t王小明\t性别\t男\n民族\t汉\t职称\t无\n") == Names{"王小明"});
    CHECK(names_in("姓名\t王小明\n通行证\t无\n") == Names{"王小明"});
    CHECK(names_in("原告\t王小明\n被告\t李小红\n") == Names{"王小明", "李小红"});
}

TEST_CASE("records may stand side by side") {
    CHECK(found("cn-identity/passport", "护照号码\tE12345678\tG12345678\n") == Names{"E12345678", "G12345678"});
    CHECK(names_in("户主姓名\t柯尊银\t胡启莲\n备注\t无\t无\n") == Names{"柯尊银", "胡启莲"});
    CHECK(names_in("姓名\t王小明\t许可\t准予\n") == Names{"王小明"});
}

TEST_CASE("one label may have several values") {
    for (const std::string text : {"护照号码：E12345678，G12345678", "护照号码：E12345678/G12345678", "护照号码：E12345678 G12345678", "护照号码：E12345678和G12345678"}) {
        INFO(text);
        CHECK(found("cn-identity/passport", text) == Names{"E12345678", "G12345678"});
    }
    CHECK(found("cn-person/medical-record", "住院号：0012345，20200101入院") == Names{"0012345"});
    CHECK(names_in("申请人：1、王小明；2、李小红") == Names{"王小明", "李小红"});
    CHECK(names_in("申请人：1、王小明；\n2、李小红") == Names{"王小明", "李小红"});
    CHECK(names_in("申请人：王小明，李小红") == Names{"王小明", "李小红"});
    CHECK(names_in("联系人：王小明/李小红") == Names{"王小明", "李小红"});
    CHECK(names_in("当事人：王小明和李小红") == Names{"王小明", "李小红"});
    CHECK(names_in("申请人：王小明，高中，安徽人") == Names{"王小明"});
    CHECK(names_in("家庭成员\t父：柯大山 母：胡启莲\n") == Names{"柯大山", "胡启莲"});
}

TEST_CASE("a name that ends with what follows names elsewhere is taken whole") {
    for (const std::string name : {"张大为", "李学有", "王志向", "王胜男", "赵三女", "孙小和"}) {
        INFO(name);
        CHECK(names_in("姓名：" + name) == Names{name});
        CHECK(names_in("姓名：" + name + "，汉族") == Names{name});
        CHECK(names_in("姓名：" + name + "性别：女") == Names{name});
        CHECK(names_in("姓名\t性别\n" + name + "\t女\n") == Names{name});
    }
    CHECK(names_in("当事人：张三等，") == Names{"张三"});
    CHECK(names_in("姓名：孙悟性男汉族") == Names{"孙悟性"});
}

TEST_CASE("what is sensitive is found at its own label, and beside a name") {
    CHECK(found("cn-person/health", "姓名\t病种\n瞿小满\t尿毒症\n蓝天\t艾滋病\n") == Names{"尿毒症", "艾滋病"});
    CHECK(found("cn-person/health", "病 种：尿毒症") == Names{"尿毒症"});
    CHECK(found("cn-person/health", "姓名\t病种\t金额\n") == Names{});
    CHECK(found("cn-person/health", "序号\t病种\t报销比例\n1\t高血压\t50%\n") == Names{});
    CHECK(found("cn-person/health", "病种：按目录执行") == Names{});
    CHECK(found("cn-person/record", "刑满释放人员王小明已安置，吸毒人员管理办法") == Names{"刑满释放"});
    CHECK(found("cn-person/record", "前科：盗窃") == Names{"盗窃"});
    CHECK(found("cn-person/health", "姓名：王小明\n临床诊断：精神分裂症\n死亡原因：肺癌\n") == Names{"精神分裂症", "肺癌"});
    CHECK(found("cn-work-secret/marking", "内部：6217008189756880032").empty());
    CHECK(found("cn-person/minor", "姓名\t年龄\n王小明\t9\n李小红\t43\n") == Names{"9"});
    CHECK(found("cn-person/minor", "年龄：18-35周岁") == Names{});
}

TEST_CASE("lists of nothing but names are found under their heading or title") {
    CHECK(names_in("姓名\n赵静红\t宋洋杰\t陈丽丽\n王洋涛\t柯英华\n") == Names{"赵静红", "宋洋杰", "陈丽丽", "王洋涛", "柯英华"});
    CHECK(names_in("拟录取学生名单（共4人）\n赵静红  宋洋杰\n瞿小满 王洋\n特此公示。") == Names{"赵静红", "宋洋杰", "瞿小满", "王洋"});
    CHECK(names_in("小学部录取名单：赵静红、宋洋杰、陈丽丽。") == Names{"赵静红", "宋洋杰", "陈丽丽"});
    CHECK(names_in("拟录用人员名单\n1.赵静红 2.宋洋杰\n") == Names{"赵静红", "宋洋杰"});
    CHECK(names_in("附件：项目名单\n单位 地址 电话\n") == Names{});
    CHECK(names_in("行政审批事项名单\n高中教育 时间安排\n") == Names{});
    std::string many = "录取名单：";
    for (int i = 0; i < 200; ++i) many += "赵静红、";
    CHECK(names_in(many + "宋洋杰。").size() == 201);
}

TEST_CASE("the last row of records side by side may have one record") {
    CHECK(names_in("姓名\t成绩\t姓名\t成绩\t姓名\t成绩\n赵静红\t88\t宋洋杰\t88\t陈丽丽\t88\n何芳英\t88\n") == Names{"赵静红", "宋洋杰", "陈丽丽", "何芳英"});
}

TEST_CASE("what begins the next line or item belongs to no value") {
    CHECK(names_in("联系人：敖工\n四、评审专家：无") == Names{"敖工"});
    CHECK(found("cn-contact/landline", "联系方式：0719-8666777 2.代理机构") == Names{"0719-8666777"});
}

TEST_CASE("behind their label e-mail addresses are found as they are written against robots") {
    for (const std::string address : {"zhangsan#163.com", "zhangsan＃163.com", "wangxm[at]qq.com", "lisi（at）hubei.com", "lisi AT 126.com", "lisi艾特163点com", "lisi at qq dot com", "li.si[at]mail[dot]qq[dot]com",
                                      "lisi(#)qq.com", "lisi【at】qq.com"}) {
        INFO(address);
        for (const std::string label : {"邮箱：", "QQ邮箱 ", "e-mail: ", "电子邮箱\t"}) CHECK(found("cn-contact/email", label + address + "\nQQ邮箱：无") == Names{address});
        CHECK(found("cn-contact/email", "联系" + address).empty());
    }
    CHECK(found("cn-contact/email", "邮箱：见附件#2.doc，look at qq.com").empty());
}

TEST_CASE("a ratio sign is a colon, brackets may stand around a label, and its English beside it") {
    for (const std::string mark : {"\u2236", "\ufe30", "\ufe55", "\uff1a"}) {
        INFO(mark);
        CHECK(support::names_in("姓名" + mark + "欧阳若兰\n") == support::Names{"欧阳若兰"});
    }
    CHECK(support::names_in("【姓名】欧阳若兰【病种】尿毒症\n[姓名]王小明\n") == support::Names{"欧阳若兰", "王小明"});
    CHECK(support::found_of("cn-identity/passport", "【护照号码】E12345678\n") == support::Names{"E12345678"});
    for (const std::string label : {"姓名/Name：", "姓名 Name：", "姓名（Name）：", "姓名 / Full name: "}) {
        INFO(label);
        CHECK(support::names_in(label + "欧阳若兰\n") == support::Names{"欧阳若兰"});
    }
    CHECK(support::found_of("cn-person/birth-date", "出生日期 Date of birth：1990-01-01\n") == support::Names{"1990-01-01"});
    CHECK(support::found_of("cn-contact/wechat", "微信号/WeChat：zhangsan88\n") == support::Names{"zhangsan88"});
}
