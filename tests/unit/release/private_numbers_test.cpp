#include <catch2/catch.hpp>

#include <algorithm>

#include <review/release.hpp>

#include "release/public_cuts.hpp"
#include "support/fake_document.hpp"

using namespace review;

namespace {

std::vector<Finding> found_in(const std::string& text, const char* name, const char* policy = "default") {
    static const auto scanner = Scanner::compile(built_in_packs());
    return scan_document(make_draft(name, Bytes(text.begin(), text.end())), scanner, load_policy(policy, Channel::internet), {}).findings;
}

// What becomes of each way to reach somebody, in order of place: "+" is public, "-" is not.
std::string public_in(const std::string& text, const char* name = "a.txt", const char* policy = "default") {
    auto findings = found_in(text, name, policy);
    std::erase_if(findings, [](const Finding& finding) { return !finding.rule.starts_with("cn-contact/"); });
    std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) { return a.where.span < b.where.span; });
    std::string words;
    for (const auto& finding : findings) words += finding.action == Action::allow ? "+" : "-";
    return words;
}

}  // namespace

TEST_CASE("the number of one who reports is no hotline") {
    CHECK(public_in("举报登记表\n举报人：王小明，举报电话：13812345678，被举报单位：某公司\n") == "-");
    CHECK(public_in("投诉人：李小红\t投诉电话：13912345678\n") == "-");
    CHECK(public_in("举报人王小明的举报电话：13812345678。") == "-");
    CHECK(public_in("举 报 人：\n（不愿署名）\n性别：男\n举报电话：13812345678\n") == "-");
    CHECK(public_in("举报电话：13812345678\n举报人（签名）：\n") == "-");
    CHECK(public_in("信访人：敖某\n举报邮箱：wxm1985@163.com\n") == "-");
    CHECK(public_in("{\"举报人\":\"王小明\",\"举报电话\":\"13812345678\"}") == "-");
    CHECK(public_in("投诉人\t投诉电话\n李小红\t13912345678\n欧某\t13812345678\n") == "--");
    CHECK(public_in("投诉人,投诉电话\n李小红,13912345678\n欧某,13812345678\n") == "--");
    CHECK(public_in("姓名\t举报电话\n王小明\t13812345678\n") == "-");
    CHECK(public_in("<p>投诉人：<b>李小红</b></p><p>投诉电话：<span>13912345678</span></p>", "a.html") == "-");
}

TEST_CASE("hotlines stay public, whoever may call them") {
    CHECK(public_in("举报人：王小明，举报电话：0719-8666777\n") == "+");
    CHECK(public_in("欢迎举报人拨打举报电话：13812345678。") == "+");
    CHECK(public_in("举报人：王小明\n\n监督电话：13812345678\n") == "+");
    std::string lines;
    for (int i = 0; i < 20; ++i) lines += "一二三四五六七八九十\n";
    CHECK(public_in("监督电话：13812345678\n" + lines + "举报人：王小明\n") == "+");
    CHECK(public_in("举报人：王小明\n" + lines + "监督电话：13812345678\n") == "+");
    CHECK(public_in("被举报人：某公司。举报电话：13812345678\n") == "+");
    CHECK(public_in("受助人：王小明\n监督电话：13812345678\n") == "+");
    CHECK(public_in("王小明受助。监督电话：13812345678\n") == "+");
}

TEST_CASE("who answers for an office or is its contact makes its number nobody's own") {
    CHECK(public_in("负责人：李建国，监督电话：13812345678\n") == "+");
    CHECK(public_in("联系人：李建国，办公电话：13812345678\n") == "+");
    CHECK(public_in("单位\t负责人姓名\t办公电话\n民政局\t李建国\t13912345678\n") == "+");
    CHECK(public_in("单位\t联系人\t办公电话\n水利局\t李建国\t13912345678\n") == "+");
    CHECK(public_in("姓名\t职务\t办公电话\n李建国\t科长\t13912345678\n") == "+");
}

TEST_CASE("elements beside one that names who reports are their record") {
    const std::string head = "<?xml version=\"1.0\"?><list>";
    CHECK(public_in(head + "<记录><举报人>王小明</举报人><举报电话>13812345678</举报电话></记录></list>", "a.xml") == "-");
    CHECK(public_in(head + "<记录><举报电话>13812345678</举报电话><举报人>敖某</举报人></记录></list>", "a.xml") == "-");
    CHECK(public_in(head + "<记录><举报人><姓名>敖某</姓名><传真>13812345678</传真></举报人></记录></list>", "a.xml") == "-");
    CHECK(public_in(head + "<记录><姓名>王小明</姓名><公开电话>13812345678</公开电话></记录></list>", "a.xml") == "-");
    CHECK(public_in(head + "<记录><举报人>王小明</举报人></记录><单位><举报电话>13812345678</举报电话></单位></list>", "a.xml") == "+");
}

TEST_CASE("a number that was taken back has the rows' action and laws, and its cut is no loss to the public") {
    const std::string text = "举报人：王小明，举报电话：13812345678";
    const auto findings = found_in(text, "a.txt");
    const auto number = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) { return finding.rule == "cn-contact/mobile"; });
    REQUIRE(number != findings.end());
    CHECK(number->action == Action::block);
    CHECK(number->basis == std::vector<std::string>{"条例15", "PIPL28"});
    CHECK(number->evidence.back() == "beside-person");
    RedactionPlan plan;
    plan.cuts.push_back({number->where.span, PartKind::text, number->id});
    CHECK(public_cuts(support::FakeDocument({text}), load_policy("default", Channel::internet), plan, findings).empty());
}

TEST_CASE("headings over cells that commas, bars or blanks part are labels as those over tabs are") {
    CHECK(public_in("姓名,办公电话,手机\n王小明,,13812345678\n李小红,0719-8666777,13912345678\n") == "-+-");
    CHECK(public_in("单位;办公电话;联系人手机\n市局;13812345678;13912345678\n区局;13812345670;13912345670\n") == "+-+-");
    CHECK(public_in("| 单位 | 办公电话 |\n|---|---|\n| 市局 | 13812345678 |\n| 区局 | 13812345670 |\n") == "++");
    CHECK(public_in("单位,\"电话, 办公电话\"\n市局,0719-8666777\n区局,0719-8666778\n") == "++");
    CHECK(public_in("单位,家庭传真\n某科,13812345678\n某办,13812345670\n") == "--");
    CHECK(public_in("单位,办公电话\n市局,0719-8666777\n\n姓名,手机\n王小明,13812345678\n") == "+-");
    CHECK(public_in("单位,办公电话\n市局,0719-8666777\n姓名,手机\n王小明,13812345678\n") == "+-");
}

TEST_CASE("the heading of a list that is longer than a piece stands over all of it") {
    std::string list = "单位,办公电话,备注\n";
    for (int i = 0; i < 30000; ++i) list += "市局" + std::to_string(i) + ",无,一二三四五六七八九十\n";
    list += "区局,0719-8666777,无\n";
    CHECK(public_in(list, "a.csv") == "+");
}
