// Keys as programs write them are labels where a key stands: pinyin initials, codes of social insurance, English.
#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/scanner.hpp>

#include "scan/key_labels.hpp"
#include "unit/scan/names_in.hpp"

using namespace review;
using support::Names;
using support::found_of;
using support::names_in;

namespace {

Names births_in(const std::string& text) { return found_of("cn-person/birth-date", text); }

}  // namespace

TEST_CASE("a key stands for the words whose initials it is, however it is written") {
    for (const std::string key : {"xm", "XM", "Xm", "SQR_XM", "t_xm", "userXm", "xm1", "XM_2", "AAC003", "aac003", "realName", "full_name", "BRXM"}) {
        INFO(key);
        CHECK(words_of_key(key) == "姓名");
    }
    CHECK(words_of_key("csrq") == "出生日期");
    CHECK(words_of_key("birth date") == "出生日期");
    CHECK(words_of_key("GMSFHM") == "身份证号");
    CHECK(words_of_key("AAC006") == "出生日期");
    CHECK(words_of_key("AAE010") == "银行账号");
    for (const std::string key : {"x", "", "xmlns", "maxxm", "gcmc", "age", "AAC0031", "name", "123", "姓名", "the age"}) {
        INFO(key);
        CHECK(words_of_key(key).empty());
    }
}

TEST_CASE("values of such keys are found in JSON, scripts, queries and lines of settings") {
    for (const std::string text : {R"({"xm":"王小明","lx":1})", R"({"lx":1,"XM" : "王小明"})", R"({lx:1,xm:"王小明"})", "{\n  lx: 1,\n  xm: '王小明'\n}", "a=1&xm=王小明&b=2", "xm: 王小明\nlx: 1",
                                   "- xm: 王小明\n  lx: 1", "update t set xm='王小明', lx=1", R"({"aac003":"王小明"})", "<a xm=\"王小明\">"}) {
        INFO(text);
        CHECK(names_in(text) == Names{"王小明"});
    }
    CHECK(births_in(R"({"csrq":"1990-01-01"})") == Names{"1990-01-01"});
    CHECK(births_in(R"({"birthDate":"1990-01-01","publishDate":"2026-01-01"})") == Names{"1990-01-01"});
    CHECK(births_in("{dob:\"1990-01-01\"}") == Names{"1990-01-01"});
    CHECK(found_of("cn-finance/account", R"({"yhzh":"81010000123456789"})") == Names{"81010000123456789"});
    CHECK(found_of("cn-person/medical-record", R"({"zyh":"0012345"})") == Names{"0012345"});
}

TEST_CASE("such keys head the columns of tables and of lists parted by commas") {
    CHECK(names_in("xh\txm\tje\n1\t王小明\t100\n2\t李秀兰\t200\n") == Names{"王小明", "李秀兰"});
    CHECK(names_in("xh,xm,je\n1,王小明,100\n2,李秀兰,200\n") == Names{"王小明", "李秀兰"});
    CHECK(names_in("\"XM\",\"JE\"\n\"王小明\",\"100\"\n\"李秀兰\",\"200\"\n") == Names{"王小明", "李秀兰"});
    CHECK(births_in("xm,csrq\n王小明,1990-01-01\n李秀兰,1985-03-04\n") == Names{"1990-01-01", "1985-03-04"});
}

TEST_CASE("the words of such keys are none in prose") {
    for (const std::string text : {"代码xm 王小明", "字段 xm，王小明", "xm 王小明同意", "见 xm：王小明", "the xm, 王小明"}) {
        INFO(text);
        CHECK(names_in(text).empty());
    }
    CHECK(names_in(R"({"xm":"2026年防洪工程","zh":"中文"})").empty());
}

TEST_CASE("a key says of a number with a wrong check digit what it was to be") {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto evidence = [](const std::string& text) {
        Part part;
        part.text = text;
        const auto findings = scanner.scan(part);
        return findings.empty() || findings[0].evidence.empty() ? std::string("none") : findings[0].evidence.back();
    };
    CHECK(evidence(R"({"sfzh":"420302199001010016"})") == "label:身份证号");
    CHECK(evidence(R"({"sjh":"13712345678"})") == "label:手机号");
    CHECK(evidence(R"({"ddbh":"13712345678"})") != "label:手机号");
}

TEST_CASE("keys without quotes part a name from a number as those with quotes do") {
    CHECK(names_in(R"({name:"王小明",mobile:"13712345678"})") == Names{"王小明"});
    CHECK(names_in(R"({name:"王小明",mobile:13712345678})") == Names{"王小明"});
    CHECK(names_in("{\n  name: '王小明',\n  mobile: '13712345678'\n}") == Names{"王小明"});
    CHECK(names_in("{\n  \"name\": \"王小明\",\n  \"mobile\": \"13712345678\"\n}") == Names{"王小明"});
    CHECK(names_in(R"({mobile:"13712345678",name:"王小明"})") == Names{"王小明"});
}

TEST_CASE("elements, attributes and called parts of such names are never passed over") {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto found = [](const std::string& xml) {
        const auto draft = make_draft("a.xml", Bytes(xml.begin(), xml.end()));
        Extraction read;
        open_document(draft)->extract(read);
        const auto suspects = scanner.may_find(read.parts);
        Names all;
        for (std::size_t i = 0; i < read.parts.size(); ++i) {
            const auto findings = scanner.scan(read.parts[i]);
            if (!findings.empty()) CHECK(suspects[i]);
            for (const auto& finding : findings) all.emplace_back(finding.excerpt.reveal());
        }
        return all;
    };
    CHECK(found("<r><a><XM>王小明</XM><CSRQ>1990-01-01</CSRQ><LX>李建国</LX></a></r>") == Names{"王小明", "1990-01-01"});
    CHECK(found("<r><d:XM xmlns:d=\"urn:d\">王小明</d:XM></r>") == Names{"王小明"});
    CHECK(found("<r><a xm=\"王小明\" lx=\"李建国\"/></r>") == Names{"王小明"});
    CHECK(found("<r><item key=\"xm\">王小明</item><item key=\"csrq\">1990-01-01</item></r>") == Names{"王小明", "1990-01-01"});
    CHECK(found("<r><AAC003>王小明</AAC003><AAC006>19900101</AAC006></r>") == Names{"王小明", "19900101"});
}
