#include <catch2/catch.hpp>

#include "names_in.hpp"

namespace {

// The example with the end of a line within its name.
std::string broken(std::string text, const std::string& name) {
    return text.insert(text.find(name) + 3, "\n");
}

}  // namespace

TEST_CASE("whoever stands beside a number of a person is told without a label") {
    const std::vector<std::pair<std::string, std::string>> drafts{
        {"王建国（身份证号码：110101199003070011）酒后驾车", "王建国"},
        {"刘芳 13912345678", "刘芳"},
        {"刘芳\t13912345678", "刘芳"},
        {"柯明 13812345678", "柯明"},
        {"联系电话：13812345678（刘芳）", "刘芳"},
        {"请与陈志强联系，电话13812345678", "陈志强"},
        {"经调查，柯昌盛（手机号13712345678）系该村村民", "柯昌盛"},
        {"张伟强先生：138 1234 5678", "张伟强"},
        {"买买提·吐尔逊（公民身份号码：110101199003070011）", "买买提·吐尔逊"},
        {R"({"name":"王小明","phone":"13712345678"})", "王小明"},
        {R"({"phone":"13712345678","name":"王小明"})", "王小明"},
        {"王建国\t男\t110101199003070011", "王建国"},
        {"与王伟（1381234****）发生争执", "王伟"},
    };
    for (const auto& [text, name] : drafts) {
        INFO(text);
        CHECK(support::names_in(text) == std::vector<std::string>{name});
        if (name.size() != 9 || text.find(name) == 0) continue;
        INFO(broken(text, name));
        CHECK(support::names_in(broken(text, name)) == std::vector<std::string>{broken(name, name)});
    }
}

TEST_CASE("whose sex, age or birth is told is told too") {
    for (const std::string text : {"王小明（2016年5月生）", "王小明（1985年3月4日出生）", "王小明,男,汉族,1985年3月", "王小明（62岁）", "经查，王小明，男，", "与王小明（男，35岁）争执", "村民王小明，35岁，"}) {
        INFO(text);
        CHECK(support::names_in(text) == support::Names{"王小明"});
    }
    for (const std::string text : {"任务（男）", "平均年龄（男，62岁）", "微信支付，女，35岁", "未婚（男，女）", "王某，男，35岁", "成立于（2016年5月生效）"}) {
        INFO(text);
        CHECK(support::names_in(text).empty());
    }
}

TEST_CASE("what stands beside a number and is no name is none") {
    for (const std::string text : {
             "办公室 13912345678", "联系张先生，电话13812345678", "男，汉族（身份证号码：110101199003070011）", "支付宝：13812345678", "王某某，1990年出生，身份证号110101199003070011", "来电：13812345678",
             "13812345678（微信同号）", "业务咨询（张科长 13812345678）", "咨询电话：13912345678", "法定代表人身份证号：110101199003070011", "法定代表人：王建国（身份证号110101199003070011）", "局长王建国，男，", "高新区 13812345678",
             "\"name\":\"高新区\",\"phone\":\"13712345678\"", "十堰市张湾区\n13812345678"}) {
        INFO(text);
        CHECK(support::names_in(text).empty());
    }
}
