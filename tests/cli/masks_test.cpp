#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

support::Ran scanned(const std::string& text, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"scan", "-", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return review(words, text);
}

bool says(const support::Ran& ran, const std::string& word) { return ran.out.find("\"" + word + "\"") != std::string::npos; }

const std::string alone = "王某某，身份证号420302********0015。\n";

}  // namespace

TEST_CASE("a mask that many numbers fit is no finding") {
    CHECK(scanned(alone).status == 0);
    CHECK(scanned("电话：138****1234\n").status == 0);
}

TEST_CASE("first six and last four beside the date of birth are one person") {
    for (const std::string text : {
             "王某某，男，1990年1月1日出生，身份证号420302********0015。\n",
             "姓名\t出生日期\t身份证号\t补贴金额\n王某某\t1990-01-01\t420302********0015\t500\n",
             "姓名：王某某\n出生日期：1990年1月1日\n身份证号：4203****0015\n"}) {
        const auto ran = scanned(text);
        INFO(ran.out);
        CHECK(ran.status == 1);
        CHECK(says(ran, "masked/resident-id"));
        CHECK(says(ran, "candidates:1"));
        CHECK(says(ran, "given:birth-date"));
        CHECK(says(ran, "block"));
        CHECK(ran.out.find("*0015") == std::string::npos);  // alone it may stand in a digest
    }
}

TEST_CASE("a birth in another usual wording is one person as well") {
    for (const std::string birth : {"生于1990年1月1日", "1990年1月1日生人", "1990.01.01", "一九九〇年一月一日生", "90年1月1日（出）生"}) {
        const auto ran = scanned("王某某，男，" + birth + "，身份证号420302********0015。\n");
        INFO(birth << ran.out);
        CHECK(says(ran, "candidates:1"));
        CHECK(says(ran, "block"));
    }
}

TEST_CASE("whatever covers the digits, what they leave is counted") {
    for (const std::string mask : {"420302████████0015", "420302□□□□□□□□0015", "420302○○○○○○○○0015", "420302……0015", "420302________0015", "420302??0015", "420302xx0015", "420302∗∗∗∗∗∗∗∗0015", "420302＿＿＿＿＿＿＿＿0015"}) {
        const auto ran = scanned("王某某，男，1990年1月1日出生，身份证号" + mask + "。\n");
        INFO(mask << ran.out);
        CHECK(says(ran, "candidates:1"));
    }
    CHECK(scanned("身份证号：____________________  电话：________\n").status == 0);
}

TEST_CASE("one covered digit is given by the check digit") {
    CHECK(says(scanned("身份证号：42030219900101001*\n"), "candidates:1"));
    CHECK(says(scanned("身份证号：42030219900101*015\n"), "candidates:1"));
    CHECK(says(scanned("手机：1380000123*\n"), "candidates:10"));
}

TEST_CASE("the last digits told in words count as a mask that shows them") {
    for (const std::string told : {"身份证后四位0015", "身份证尾号为0015", "身份证号末四位：0015"}) {
        const auto ran = scanned("王某某，男，出生年月：1990.1.1，十堰市茅箭区，" + told + "。\n");
        INFO(told << ran.out);
        CHECK(says(ran, "masked/resident-id-end"));
        CHECK(says(ran, "candidates:1"));
    }
    CHECK(says(scanned("姓名\t性别\t出生年月\t区县\t身份证后四位\n王某某\t男\t1990-01-01\t茅箭区\t0015\n"), "candidates:1"));
    CHECK(scanned("王某某，身份证后四位0015。\n").status == 0);
}

TEST_CASE("what stands in the elements beside a mask counts, before it and after it") {
    for (const std::string text : {"<r><人><生日>1990-01-01</生日><证件号>420302********0015</证件号></人></r>",
                                   "<r><人><证件号>420302********0015</证件号><生日>1990-01-01</生日></人></r>"}) {
        const TempFolder folder;
        write_file(folder / "list.xml", text);
        const auto ran = review({"scan", folder / "list.xml", "--format", "json"});
        INFO(ran.out << ran.err);
        CHECK(says(ran, "candidates:1"));
    }
    const TempFolder folder;
    write_file(folder / "list.xml", "<r><人><生日>1990-01-01</生日></人><人><证件号>420302********0015</证件号></人></r>");
    CHECK_FALSE(says(review({"scan", folder / "list.xml", "--format", "json"}), "candidates:1"));
}

TEST_CASE("a row of a table tells nothing of the next one") {
    const TempFolder folder;
    write_file(folder / "list.xml", "<r><table><tr><td>姓名</td><td>出生日期</td><td>证件号</td></tr><tr><td>王</td><td>1990-01-01</td>"
                                    "<td>420302********0015</td></tr><tr><td>李</td><td></td><td>420302********0023</td></tr></table></r>");
    const auto ran = review({"scan", folder / "list.xml", "--format", "json"});
    INFO(ran.out);
    CHECK(says(ran, "candidates:1"));
    const auto first = ran.out.find("\"rule\": \"masked/");
    REQUIRE(first != std::string::npos);
    CHECK(ran.out.find("\"rule\": \"masked/", first + 1) == std::string::npos);
}

TEST_CASE("a year of birth leaves a few, which is a warning below the floor of the policy") {
    const auto ran = scanned("王某某，1990年出生，身份证号420302********0015。\n");
    CHECK(says(ran, "candidates:33"));
    CHECK(says(ran, "warn"));
    const TempFolder folder;
    write_file(folder / "p.yaml", "policy: p\nextends: default\nmask_floor: 30\nrows: []\n");
    CHECK(scanned("王某某，1990年出生，身份证号420302********0015。\n", {"--policy", folder / "p.yaml"}).status == 0);
    write_file(folder / "q.yaml", "policy: q\nextends: default\nmask_floor: 4000\nrows: []\n");
    CHECK(says(scanned(alone, {"--policy", folder / "q.yaml"}), "candidates:3154"));
}

TEST_CASE("a value that stands unmasked elsewhere in the draft is no mask") {
    const auto ran = scanned("手机：138****1234\n\n附件：联系人手机13800001234\n");
    CHECK(says(ran, "masked/mobile"));
    CHECK(ran.out.find("\"unmasked:") != std::string::npos);
    CHECK(scanned("手机：138****1234\n\n附件：联系人手机13800005678\n").out.find("masked/mobile") == std::string::npos);
    const auto id = scanned(alone + "\n附件\n420302199001010015\n");
    CHECK(says(id, "masked/resident-id"));
    CHECK(says(id, "block"));
}

TEST_CASE("a weak mask can be cut like any other value") {
    const TempFolder folder;
    write_file(folder / "list.txt", "王某某，1990年1月1日出生，身份证号420302********0015。\n");
    const auto ran = review({"redact", folder / "list.txt", "-o", folder / "out.txt", "--all"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(support::read_file(folder / "out.txt").find("0015") == std::string::npos);
    CHECK(support::read_file(folder / "out.txt").find("王某某") != std::string::npos);
}

TEST_CASE("the end of a mobile or a card number told in words is a mask that shows it") {
    // 700,000 numbers fit what is told; one that stands in the draft is the one.
    for (const std::string told : {"手机尾号5678", "手机号码后四位：5678", "尾号为5678"}) {
        CHECK(scanned("张某某，" + told + "。\n").status == 0);
        const auto ran = scanned("张某某，" + told + "。\n\n联系人 13812345678\n");
        INFO(told << ran.out);
        CHECK(says(ran, "masked/mobile-end"));
        CHECK(says(ran, "candidates:700000"));
        CHECK(ran.out.find("unmasked:") != std::string::npos);
        CHECK(says(ran, "block"));
    }
    for (const std::string card : {"6222020000000000006", "6222021000000000007"}) {
        const auto ran = scanned("张某某，银行卡尾号" + card.substr(card.size() - 4) + "。\n\n卡号：" + card + "\n");
        INFO(ran.out);
        CHECK(says(ran, "masked/bank-card-end"));
        CHECK(ran.out.find("unmasked:") != std::string::npos);
    }
    CHECK(scanned("机动车尾号5678限行，13812345678\n").out.find("masked/") == std::string::npos);
}

TEST_CASE("a mask that the end of a line breaks is weighed as a whole") {
    for (const std::string mask : {"420302****\n****0015", "420302████\n████0015", "420302○○○○○\n○○○0015", "420302……\n……0015", "420302□□□□□□□□\n0015", "420302\n××××××××0015", "4203\n02********0015"}) {
        const auto ran = scanned("王某某，男，1990年1月1日出生，身份证号" + mask + "。\n");
        INFO(mask << ran.out);
        CHECK(says(ran, "candidates:1"));
        CHECK(says(ran, "block"));
    }
    // Alone on its line the first may be a row of a list.
    CHECK(says(scanned("王某某，男，1990年1月1日出生，\n420302■■■■\n■■■■0015\n"), "candidates:1"));
    CHECK(scanned("电话：138****\n1234\n").status == 0);
    CHECK(scanned("6222____\n0009\n6217____\n0009\n").status == 0);
}
