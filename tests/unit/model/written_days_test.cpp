#include <catch2/catch.hpp>

#include <string>

#include "model/written_days.hpp"

using namespace review;

namespace {

std::string days_of(std::string_view text) {
    std::string all;
    for (const auto& one : written_days(text)) {
        all += (all.empty() ? "" : ", ") + std::to_string(one.day.year) + "/" + std::to_string(one.day.month) + "/" + std::to_string(one.day.day) + " " + std::string(text.substr(one.begin, one.end - one.begin));
    }
    return all;
}

}  // namespace

TEST_CASE("a day is read as it is written by people and by programs") {
    CHECK(days_of("生于1990年1月1日。") == "1990/1/1 1990年1月1日");
    CHECK(days_of("1990 年 01 月 01 日") == "1990/1/1 1990 年 01 月 01 日");
    CHECK(days_of("1990-01-01T00:00:00Z") == "1990/1/1 1990-01-01");
    CHECK(days_of("1990.1.1；1990/12/31") == "1990/1/1 1990.1.1, 1990/12/31 1990/12/31");
    CHECK(days_of("19900101 19900101083000") == "1990/1/1 19900101, 1990/1/1 19900101");
    CHECK(days_of("一九九〇年元月二十一日") == "1990/1/21 一九九〇年元月二十一日");
    CHECK(days_of("１９９０年１月１日") == "1990/1/1 １９９０年１月１日");
}

TEST_CASE("what stands within a longer number, and what is no day, is none") {
    CHECK(days_of("420302199001010015") == "");
    CHECK(days_of("1990-13-01 1990-01-32 1990年1月 1990-01") == "");
    CHECK(days_of("19909901") == "");
    CHECK(days_of("1990-01-011") == "");
    CHECK(days_of("19900101993000") == "");
}
