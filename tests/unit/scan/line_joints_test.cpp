#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

#include "unit/scan/names_in.hpp"

using Strings = support::Names;

TEST_CASE("labels and values that the end of a line breaks are found whole") {
    const std::string before = "本院于二〇二六年三月受理本案，经审理查明，";
    const auto in = [&](const std::string& rule, const std::string& text) { return support::found_of(rule, before + text); };
    CHECK(in("cn-identity/passport", "护照号\n码：E12345678") == Strings{"E12345678"});
    CHECK(in("cn-identity/passport", "护照号码：E1234\n5678") == Strings{"E1234\n5678"});
    CHECK(in("cn-contact/wechat", "微信号：rq-\nqing88") == Strings{"rq-\nqing88"});
    CHECK(in("cn-contact/wechat", "微信号：swd68\n0115") == Strings{"swd68\n0115"});
    CHECK(in("cn-contact/qq", "QQ：881\n23456") == Strings{"881\n23456"});
    CHECK(in("cn-contact/email", "发至abc_de\nfg@qq.com即可") == Strings{"abc_de\nfg@qq.com"});
    CHECK(in("cn-finance/account", "账号：172001010\n40015672") == Strings{"172001010\n40015672"});
    CHECK(in("cn-finance/open-bank", "开户行：中国农业银行十堰张\n湾支行") == Strings{"中国农业银行十堰张\n湾支行"});
    CHECK(in("cn-vehicle/plate", "驾驶鄂\nC7L99Q") == Strings{"鄂\nC7L99Q"});
    CHECK(in("cn-identity/military-id", "军官证\n号：军字第20091234号") == Strings{"军字第20091234号"});
    CHECK(in("cn-identity/hk-id", "香港身份证：A123\n456(3)") == Strings{"A123\n456(3)"});
    CHECK(in("cn-person/minor", "王某，女，1\n4岁") == Strings{"1\n4岁"});
    CHECK(in("cn-person/birth-date", "出生于1992年8\n月18日") == Strings{"1992年8\n月18日"});
    CHECK(in("cn-person/record", "王某因\n吸毒被处罚") == Strings{"吸毒"});
    CHECK(in("cn-contact/address", "住址：茅箭区武当路街\n道顾家岗社区7栋1门402号") == Strings{"茅箭区武当路街\n道顾家岗社区7栋1门402号"});
    CHECK(in("cn-contact/landline", "联系方式：0719-811\n2233") == Strings{"0719-811\n2233"});
    CHECK(support::found_of("cn-person/name", "低保户：王小明\n、李小红") == Strings{"王小明", "李小红"});
}

TEST_CASE("a value goes on in the next line of its cell, not in the next row") {
    const std::string rows = "姓名\t微信号\t序号\n张三\tswd6801\n15\t2\n";
    CHECK(support::found_of("cn-contact/wechat", rows, {static_cast<std::uint32_t>(rows.find("\n15"))}) == Strings{"swd6801\n15"});
    CHECK(support::found_of("cn-finance/account", "姓名\t账号\n张三\t17200101040015672\n2026\t无\n") == Strings{"17200101040015672"});
}

TEST_CASE("what begins anew in the next line makes no value longer") {
    CHECK(support::found_of("cn-finance/account", "账号：17200101040015672\n2026年8月1日") == Strings{"17200101040015672"});
    CHECK(support::found_of("cn-contact/wechat", "微信号：swd680115\n2.联系电话") == Strings{"swd680115"});
    CHECK(support::found_of("cn-contact/wechat", "微信号：swd680115\nQQ：88123456") == Strings{"swd680115"});
    CHECK(support::found_of("cn-contact/email", "muyun@example.com\nabc@example.org") == Strings{"muyun@example.com", "abc@example.org"});
    CHECK(support::found_of("cn-contact/email", "muyun@example.de\nAbstract") == Strings{"muyun@example.de"});
    CHECK(support::found_of("cn-contact/email", "to muyun@example.de.\nSigned") == Strings{"muyun@example.de"});
    CHECK(support::found_of("cn-contact/email", "by (e-mail\nmuyun25@example.de") == Strings{"muyun25@example.de"});
    CHECK(support::found_of("cn-contact/email", "E-mail: mu\nyun25@example.de") == Strings{"mu\nyun25@example.de"});
    CHECK(support::found_of("cn-person/health", "村民刘大山\n高血压、糖尿病等慢性病门诊用药保障办法的通知") == Strings{});
}

TEST_CASE("a line of its own is no end of the value before: settings, lists, columns, decorators, sentences") {
    using support::found_of;
    CHECK(found_of("credentials/password", "PASSWORD=Abc123x9\nHOST=db1\n") == Strings{"Abc123x9"});
    CHECK(found_of("credentials/password", "    - DB_PASSWORD=secret12\n    - DB_NAME=app\n") == Strings{"secret12"});
    CHECK(found_of("cn-contact/wechat", "微信 wangxiao88\nqq 12345678") == Strings{"wangxiao88"});
    CHECK(found_of("cn-contact/wechat", "微信：wangxiao88\n3号楼") == Strings{"wangxiao88"});
    CHECK(found_of("cn-contact/email", "13800138000\nwang@example.com\n13900139000\nli@example.com") == Strings{"wang@example.com", "li@example.com"});
    CHECK(found_of("cn-contact/email", "hans@firma-muster.de\nand others") == Strings{"hans@firma-muster.de"});
    CHECK(found_of("cn-contact/email", "@click.command\n@click.option\ndef run(): pass") == Strings{});
    CHECK(found_of("network/mac-address", "12.50\n13.80\n15.00\n18.20\n19.10\n20.00\n") == Strings{});
    CHECK(found_of("cn-finance/account", "账号：6228480312456789139\n13800138000") != Strings{"6228480312456789139\n13800138000"});
    CHECK(found_of("credentials/password", "class M:\n  password = messages.StringField(4)\n") == Strings{});
    CHECK(found_of("cn-person/name", "[[\"姓名\",\"部门\"],[\"王强\",\"财务\"],[\"李娜\",\"白云\"]]") == Strings{"王强", "李娜"});
}

TEST_CASE("a value that grew over the end of a line is as sure as the piece of it that was found") {
    const auto scanner = review::Scanner::compile(review::built_in_packs());
    review::Part part;
    part.text = "该犯居住地房县城关\n镇诗经大道116号，由该镇司法所管理。";
    const auto findings = scanner.scan(part);
    const auto address = std::find_if(findings.begin(), findings.end(), [](const auto& one) { return one.rule == "cn-contact/address"; });
    REQUIRE(address != findings.end());
    CHECK(address->likelihood >= review::Likelihood::likely);
}

TEST_CASE("each of thousands of words that the end of a line breaks is found whole") {
    std::string terms;
    review::Part part;
    constexpr int count = 4000;  // three places to break in each: the table of them grows
    for (int i = 0; i < count; ++i) {
        const std::array<std::string, 4> word{"甲", std::string("一二三四五六七八九十").substr(3 * (i % 10), 3), std::string("子丑寅卯辰巳午未申酉").substr(3 * (i / 10 % 10), 3),
                                              std::string("金木水火土日月风云雷电雨雪山川江河湖海田石林草花鸟虫鱼龙虎马牛羊犬鸡鼠猴蛇兔猪鹿").substr(3 * (i / 100), 3)};
        terms += (i > 0 ? ", " : "") + word[0] + word[1] + word[2] + word[3];
        for (int part_of = 0; part_of < 4; ++part_of) part.text += (part_of == i % 3 + 1 ? "\n" : "") + word[static_cast<std::size_t>(part_of)];
        part.text += "工作，落实责任。";
    }
    const std::string pack = "pack: words\nversion: '1'\ntitle: {en: Words, zh: 词}\nrules:\n  - id: word\n    title: {en: Word, zh: 词}\n    source: s\n    category: trade\n"
                             "    severity: low\n    terms: [" + terms + "]\n    positive: [甲一子金]\n    negative: [无]\n";
    const auto scanner = review::Scanner::compile({review::parse_pack("words.yaml", review::as_bytes(pack))});
    CHECK(scanner.scan(part).size() == count);
}
