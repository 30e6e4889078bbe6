#include <catch2/catch.hpp>

#include <algorithm>

#include <review/scanner.hpp>

#include "names_in.hpp"
#include "scan/name_in_prose.hpp"
#include "scan/spelt_names.hpp"

namespace {

std::vector<review::Finding> persons_in(const std::string& text) {
    static const auto scanner = review::Scanner::compile(review::built_in_packs());
    review::Part part;
    part.text = text;
    auto found = scanner.scan(part);
    std::erase_if(found, [](const auto& one) { return one.rule != "cn-person/name"; });
    return found;
}

}  // namespace

TEST_CASE("whom a word of decisions, complaints, health or punishment stands right beside is told in running prose") {
    const std::vector<std::pair<std::string, std::string>> drafts{
        {"经研究，对胡建军给予党内严重警告处分。", "胡建军"}, {"经查，刘芳违反廉洁纪律。", "刘芳"},      {"开除王建国同志党籍。", "王建国"},
        {"被告人柯建国犯盗窃罪。", "柯建国"},                 {"补贴由张伟家属代领。", "张伟"},          {"我局收到李秀英反映噪声扰民的来信。", "李秀英"},
        {"事故造成赵国强死亡。", "赵国强"},                   {"赵国强确诊后送医。", "赵国强"},          {"赵国强涉嫌诈骗。", "赵国强"},
        {"王小明不服，申请复议。", "王小明"},                 {"责令孙丽娟限期改正。", "孙丽娟"},        {"给予周志强罚款五百元的处罚。", "周志强"},
        {"吴敏诉某局行政处罚一案。", "吴敏"},                 {"刘芳多次违反规定。", "刘芳"},            {"欧阳志远因涉嫌诈骗被拘留。", "欧阳志远"},
        {"张伟先生：来信收悉。", "张伟"},                     {"对买买提·吐尔逊给予处分。", "买买提·吐尔逊"}, {"李子涵患肺炎住院。", "李子涵"},
    };
    for (const auto& [text, name] : drafts) {
        INFO(text);
        const auto found = persons_in(text);
        REQUIRE(found.size() == 1);
        CHECK(found[0].excerpt.reveal() == name);
        CHECK(found[0].likelihood == review::Likelihood::likely);
        CHECK(found[0].evidence.back().starts_with("beside-word:"));
    }
    CHECK(support::names_in("张伟、李梅和王芳违反规定。") == support::Names{"张伟", "李梅", "王芳"});
    CHECK(support::names_in("责令张伟、李梅限期拆除。") == support::Names{"张伟", "李梅"});
}

TEST_CASE("a line that ends within the name or the word takes nothing away from it") {
    for (const std::string text : {"经查，王建\n国涉嫌诈骗。", "经查，王建国涉\n嫌诈骗。", "对王建\n国给予处分。", "责令王建\n国限期改正。", "经查，\n王建国涉嫌诈骗。", "责令王建国\n限期改正。", "李某和\n王建国违反规定。"}) {
        INFO(text);
        auto found = support::names_in(text);
        REQUIRE(found.size() == 1);
        std::erase(found[0], '\n');
        CHECK(found[0] == "王建国");
    }
}

TEST_CASE("who is named of fewer signs is possible") {
    for (const std::string text : {"任志刚涉嫌诈骗。", "张三涉嫌诈骗。", "王建逵涉嫌诈骗。", "宋立新涉嫌诈骗。"}) {
        INFO(text);
        const auto found = persons_in(text);
        REQUIRE(found.size() == 1);
        CHECK(found[0].likelihood == review::Likelihood::possible);
    }
}

TEST_CASE("words and bodies that could spell a name are none") {
    for (const std::string word : {"高度", "高中生", "高新区", "高文化", "黄河", "黄河水利委员会", "马上", "马路", "和平区", "于是", "方便", "方便群众", "安全生产", "万元", "张家港市", "石家庄市", "曾祖父", "常务副", "金融", "江苏", "国家",
                                   "长江国家", "严重", "严格", "武汉", "龙泉", "雷达", "石化", "石油", "万福", "温泉", "明文", "成立", "关于", "任何人", "施工方", "安全员", "经营者", "管理人", "许可", "时间", "江西", "第五", "雷锋", "毛泽东"}) {
        for (const auto& [before, behind] : std::vector<std::pair<std::string, std::string>>{{"经查，", "违反规定。"}, {"对", "给予处分。"}, {"责令", "限期改正。"}, {"", "涉嫌；"}, {"由", "家属领取。"}}) {
            INFO(before + word + behind);
            CHECK(support::names_in(before + word + behind).empty());
        }
    }
}

TEST_CASE("who acts for a body stays public") {
    for (const std::string text : {"局长王建国同志主持会议", "王建国同志任局长", "，王建国同志主持会议", "任命李志强为局长", "免去王建国同志职务", "副县长王建国反映", "党组书记王建国给予", "王某某涉嫌", "学习雷锋同志先进事迹"}) {
        INFO(text);
        CHECK(support::names_in(text).empty());
    }
}

TEST_CASE("a word that more than persons do needs an object or none behind") {
    for (const std::string text : {"，张伟给予处分", "，刘芳诉讼请求", "李梅患者", "张伟犯罪分子", "王建国际涉嫌", "小李明反映灯违反"}) {
        INFO(text);
        CHECK(support::names_in(text).empty());
    }
}

TEST_CASE("every word that tells a name is looked for") {
    const auto packs = review::built_in_packs();
    std::size_t words = 0;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (pack.name != "cn-person" || rule.id != "name") continue;
            for (const auto& term : rule.terms) {
                INFO(term.text);
                CHECK(review::tells_person(term.text));
                ++words;
            }
        }
    }
    CHECK(words == review::words_that_tell_persons());
}
