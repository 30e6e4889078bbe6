#include <catch2/catch.hpp>

#include "release/secrecy_period.hpp"

using namespace review;
using namespace std::chrono;

namespace {

bool longer(const char* period, int years = 10) { return is_longer_than(period, years, 2026y / 11 / 28); }

}  // namespace

TEST_CASE("a period of secrecy is as long as it says, in digits and in words") {
    for (const auto* period : {"11年", "十一年", "一百年", "一百零一年", "12345年", "132个月", "10年11个月", "10年1个月", "3700天"}) {
        INFO(period);
        CHECK(longer(period));
    }
    for (const auto* period : {"10年", "十年", "120个月", "9年12个月", "3600天", "六个月", "长期", "会议开始前", "", "1年"}) {
        INFO(period);
        CHECK_FALSE(longer(period));
    }
    CHECK(longer("二十五年", 20));
    CHECK_FALSE(longer("二十五年", 30));
}

TEST_CASE("a date is when it ends, counted from today or from the date before it") {
    for (const auto* period : {"2037年", "二〇三七年", "至2050年", "2050.01.01", "2050年1月1日", "2026.01.01-2036.01.02", "2026年1月1日至2050年1月1日", "2026-2050年", "2000.1.1-2011.1.1"}) {
        INFO(period);
        CHECK(longer(period));
    }
    for (const auto* period : {"2036年", "2036年12月31日", "至2030年", "2026.01.01-2036.01.01", "2026-2036年", "2099.1.1-2100.1.1"}) {
        INFO(period);
        CHECK_FALSE(longer(period));
    }
}
