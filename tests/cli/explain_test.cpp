#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

TEST_CASE("a rule is explained whole: title, source, what it looks for, verifier, labels, law, examples") {
    const auto ran = review({"packs", "explain", "cn-identity/resident-id"});
    CHECK(ran.status == 0);
    for (const std::string word : {"Resident identity number", "GB 11643-1999", "numbers of 18 digits", "resident_id", "身份证号", "PIPL28",
                                   "[[420302199001010015]]", "420302199001010016", "category: personal"}) {
        INFO(word);
        CHECK(ran.out.find(word) != std::string::npos);
    }
    CHECK(review({"packs", "explain", "cn-identity/resident-id", "--lang", "zh"}).out.find("公民身份号码") != std::string::npos);
}

TEST_CASE("a rule of a file is explained as well") {
    const TempFolder folder;
    write_file(folder / "p.yaml", "pack: own\nversion: \"1\"\ntitle: {en: Own, zh: 自有}\nrules:\n  - {id: word, title: {en: A word, zh: 词}, source: us, "
                                  "category: trade, severity: low, terms: [样机], positive: [样机], negative: [机]}\n");
    const auto ran = review({"packs", "explain", "own/word", "--pack", folder / "p.yaml"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("样机") != std::string::npos);
}

TEST_CASE("a scan says for each finding why: view, evidence, label, rule, law") {
    const auto ran = review({"scan", "-", "--explain"}, "身份证号：420302 19900101 0015\n");
    for (const std::string word : {"rule: cn-identity/resident-id", "GB 11643-1999", "seen in the view digits", "the check digit is right",
                                   "the label 身份证号 stands before it", "PIPL28", "likelihood: certain"}) {
        INFO(ran.out);
        INFO(word);
        CHECK(ran.out.find(word) != std::string::npos);
    }
    CHECK(ran.out.find("0015") == std::string::npos);
    CHECK(review({"scan", "-", "--explain", "--lang", "zh"}, "身份证号：420302 19900101 0015\n").out.find("校验码正确") != std::string::npos);
}

TEST_CASE("the noise of a rule is counted in prose: hits per ten thousand characters") {
    const TempFolder folder;
    std::string prose;
    for (int i = 0; i < 100; ++i) prose += "样机五个汉字在此处";  // nine characters
    write_file(folder / "prose.txt", prose + std::string(100, '.'));
    write_file(folder / "p.yaml", "pack: own\nversion: \"1\"\ntitle: {en: Own, zh: 自有}\nrules:\n  - {id: word, title: {en: A word, zh: 词}, source: us, "
                                  "category: trade, severity: low, terms: [样机], positive: [样机], negative: [机]}\n  - {id: none, title: {en: Nothing, zh: 无}, "
                                  "source: us, category: trade, severity: low, terms: [无此], positive: [无此], negative: [此]}\n");
    const auto ran = review({"packs", "check", folder / "p.yaml", "--prose", folder / "prose.txt"});
    INFO(ran.out << ran.err);
    CHECK(ran.status == 0);
    CHECK(ran.out.find("1000 characters in 1 files") != std::string::npos);
    CHECK(ran.out.find("own/word  100  1000.0000") != std::string::npos);
    CHECK(ran.out.find("own/none  0  0.0000") != std::string::npos);
}

TEST_CASE("a marking that is longer than the law allows, or without a period, is told so and blocks all the same") {
    const auto evidence = [](const std::string& text) { return review({"scan", "-", "--format", "json"}, text).out; };
    CHECK(evidence("秘密★15年\n").find("\"over-long:10\"") != std::string::npos);
    CHECK(evidence("机密★二十五年\n").find("\"over-long:20\"") != std::string::npos);
    CHECK(evidence("秘密★2090年1月1日\n").find("\"over-long:10\"") != std::string::npos);
    for (const std::string text : {"秘密★一百年", "秘密★至2050年", "秘密★2026.01.01-2050.01.01", "秘密★2026年1月1日至2050年1月1日", "秘密★2026-2050年", "秘密★二〇四〇年", "秘密★二零四零年",
                                   "秘密★132个月", "秘密★10年11个月", "秘密★（十五年）", "秘密★5000天", "秘密★2090/1/1"}) {
        INFO(text);
        const auto told = evidence(text + "\n\n关于某事的通知\n");
        CHECK(told.find("\"over-long:10\"") != std::string::npos);
        CHECK(told.find("no-period") == std::string::npos);
    }
    CHECK(evidence("绝密★\n").find("\"no-period:30\"") != std::string::npos);
    for (const std::string text : {"秘密★10年\n", "机密★二十年\n", "绝密★30年\n", "秘密★长期\n", "秘密★6个月\n", "机密★会议开始前\n",
                                   "秘密★120个月\n", "秘密★2026.01.01-2036.01.01\n", "秘密★至2030年\n", "机密★（十五年）\n", "绝密★二〇四〇年\n", "秘密★永久\n"}) {
        INFO(text);
        CHECK(evidence(text).find("over-long") == std::string::npos);
        CHECK(evidence(text).find("no-period") == std::string::npos);
        CHECK(evidence(text).find("\"action\": \"block\"") != std::string::npos);
    }
}

TEST_CASE("a marking over what has to be published is told so") {
    const auto marked = review({"scan", "-", "--format", "json"}, "秘密★1年\n\n成交金额：123456元\n办公电话：0719-8888888\n").out;
    CHECK(marked.find("\"over-classified:成交金额\"") != std::string::npos);
    CHECK(marked.find("\"over-classified:办公电话\"") != std::string::npos);
    CHECK(marked.find("保密法实施条例5") != std::string::npos);
    CHECK(review({"scan", "-", "--format", "json"}, "秘密★1年\n\n值班电话须二十四小时畅通。\n").out.find("over-classified") == std::string::npos);
}
