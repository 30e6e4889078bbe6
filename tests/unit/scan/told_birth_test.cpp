#include <catch2/catch.hpp>

#include "scan/known_of_person.hpp"

using namespace review;

namespace {

// year, month and day as one number; 0: no birth is told.
int birth_in(const char* text) {
    const auto known = known_of_person("", text);
    if (known.years.size() != 1) return 0;
    return (known.years[0] * 100 + known.month.value_or(0)) * 100 + known.day.value_or(0);
}

}  // namespace

TEST_CASE("a birth is a birth in every usual wording") {
    for (const char* text : {
             "王某某，男，生于1990年3月7日，户籍地北京市东城区", "1990年3月7日生于北京市", "1990年3月7日生人", "男，1990.03.07，身份证号", "男，汉族，1990/3/7，住", "1990-3-7，男，",
             "一九九〇年三月七日生，", "一九九○年三月七日（出）生", "一九九零年三月七日出生", "1990年3月7日（出）生", "90年3月7日生", "出生年月：90.3.7", "生日 1990年3月7日", "出生年月日\t19900307",
             "生于一九九〇年三月七日", "1990 年 3 月 7 日 出生", "１９９０年３月７日生", "生辰：1990/03/07", "女，1990年3月7日生，汉族", "年：1990；月：3；日：7；", "出生年：1990；出生月：三；出生日：7；",
             "DOB: 1990-03-07", "1990年3月7日诞生"}) {
        INFO(text);
        CHECK(birth_in(text) == 19900307);
    }
    CHECK(birth_in("90年3月生") == 19900300);
    CHECK(birth_in("出生年月：90.1；") == 19900100);
    CHECK(birth_in("出生年月：一九九〇年一月；") == 19900100);
    CHECK(birth_in("出生年月：一九八五年十二月；") == 19851200);
    CHECK(birth_in("年：1990；月：1；") == 19900100);
    CHECK(birth_in("生于1990年，") == 19900000);
    CHECK(birth_in("出生年份：1990；") == 19900000);
    CHECK(birth_in("出生于1990年12月31日") == 19901231);
}

TEST_CASE("other dates are no births") {
    for (const char* text : {"事故发生于2024年3月7日", "毕业生于2010年7月入职", "学生于2010年9月1日报到", "2020年3月生产任务", "2022年1月1日生效", "自1990年3月7日起施行", "申请日期：1990-03-07；",
                             "年：2024；金额：3；", "二〇二四年三月七日", "男，申请日期1990.03.07", "男女职工1990年3月7日", "性别：男；申请日期：1990.03.07；", "第3.12.07条", "医生于1990年3月7日"}) {
        INFO(text);
        CHECK(birth_in(text) == 0);
    }
}

TEST_CASE("an age in words is one, and a limit of age is none") {
    CHECK(known_of_person("", "三十六岁").years.size() == 2);
    CHECK(known_of_person("", "现年36周岁").years.size() == 2);
    CHECK(known_of_person("", "年龄：三十六；").years == known_of_person("", "年龄：36；").years);
    CHECK(known_of_person("", "60岁以上老人").years.empty());
    CHECK(known_of_person("", "16周岁至60周岁以下").years.empty());
}

TEST_CASE("a sex and a county are told in usual words") {
    CHECK(known_of_person("", "王某某女士").male == false);
    CHECK(known_of_person("", "王先生，").male == true);
    CHECK(known_of_person("", "性别为男").male == true);
    CHECK(known_of_person("", "李某，男汉族").male == true);
    CHECK(known_of_person("", "一男子").male == std::nullopt);
    CHECK(known_of_person("", "籍贯：湖北十堰").regions == std::vector<int>{420300});
    CHECK(known_of_person("", "户籍湖北十堰茅箭").regions == std::vector<int>{420302});
    CHECK(known_of_person("", "户籍地北京市东城区，").regions == std::vector<int>{110101});
    CHECK(known_of_person("", "我们走向茅箭").regions.empty());
}

TEST_CASE("where the nearest birth is somebody else's the next one is tried") {
    const auto known = known_of_person("王某某，1990年1月1日出生，其父1960年1月1日出生，", "");
    CHECK(known.years == std::vector<int>{1960});
    const auto strength = resident_id_strength("420302********0015", known);
    CHECK(strength.candidates == 1);
    CHECK(strength.given == std::vector<std::string>{"birth-date"});
}
