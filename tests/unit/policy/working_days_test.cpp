#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/working_days.hpp>

#include "base/calendar.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

std::string after(const WorkingDays& calendar, const std::string& day, int n) { return day_text(calendar.after(*calendar_day(day), n)); }

WorkingDays own(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "days.yaml", yaml);
    return load_working_days(folder / "days.yaml");
}

}  // namespace

TEST_CASE("working days of 2026 are those the State Council's notice leaves") {
    const auto calendar = built_in_working_days();
    const auto works = [&](const char* day) { return calendar.works(*calendar_day(day)); };
    for (const auto* day : {"2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07",
                            "2026-11-28", "2026-11-29"}) {
        INFO(day);
        CHECK_FALSE(works(day));
    }
    for (const auto* day : {"2026-01-04", "2026-02-14", "2026-02-24", "2026-02-28", "2026-05-06", "2026-05-09", "2026-09-20", "2026-10-08",
                            "2026-10-10", "2026-11-27"}) {
        INFO(day);
        CHECK(works(day));
    }
    int total = 0;
    for (auto day = *calendar_day("2026-01-01"); day <= *calendar_day("2026-12-31"); day += std::chrono::days(1)) total += calendar.works(day);
    CHECK(total == 248);  // 365 days, 104 of them on weekends, 13 holidays by law
}

TEST_CASE("a period begins the day after, and runs over weekends, holidays, months and years") {
    const auto calendar = built_in_working_days();
    CHECK(after(calendar, "2026-11-27", 1) == "2026-11-30");
    CHECK(after(calendar, "2026-11-28", 1) == "2026-11-30");
    CHECK(after(calendar, "2026-11-02", 15) == "2026-11-23");
    CHECK(after(calendar, "2026-08-31", 1) == "2026-09-01");
    CHECK(after(calendar, "2026-09-18", 1) == "2026-09-20");   // a Sunday of make-up work
    CHECK(after(calendar, "2026-09-24", 1) == "2026-09-28");   // over the Mid-Autumn days
    CHECK(after(calendar, "2026-09-30", 2) == "2026-10-09");
    CHECK(after(calendar, "2026-10-09", 1) == "2026-10-10");   // a Saturday of make-up work
    CHECK(after(calendar, "2026-02-13", 2) == "2026-02-24");   // Saturday, then the Spring Festival
    CHECK(after(calendar, "2025-12-31", 1) == "2026-01-04");   // over the year's end to a Sunday of make-up work
    CHECK(after(calendar, "2026-12-31", 1) == "2027-01-01");   // no table of 2027: weekends alone
}

TEST_CASE("whether a table tells of every year on the way is known") {
    const auto calendar = built_in_working_days();
    CHECK(calendar.tells(*calendar_day("2026-01-01"), *calendar_day("2026-12-31")));
    CHECK_FALSE(calendar.tells(*calendar_day("2026-12-31"), *calendar_day("2027-01-01")));
    CHECK_FALSE(calendar.tells(*calendar_day("2025-12-31"), *calendar_day("2026-01-05")));
}

TEST_CASE("a file brings years of its own and replaces built-in ones") {
    const auto calendar = own("years:\n  - {year: 2027, holidays: [2027-01-01..2027-01-03]}\n  - {year: 2026, holidays: [2026-11-30]}\n");
    CHECK(after(calendar, "2026-12-31", 1) == "2027-01-04");
    CHECK(after(calendar, "2026-11-27", 1) == "2026-12-01");
    CHECK(calendar.works(*calendar_day("2026-10-01")));
    CHECK(calendar.tells(*calendar_day("2026-12-31"), *calendar_day("2027-01-01")));
    CHECK(own("years: []\n").works(*calendar_day("2026-10-10")));
}

TEST_CASE("a table that cannot be right is refused with file and line") {
    const auto refused = [](const std::string& year) { return "years:\n  - " + year + "\n"; };
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: [2027-02-30]}")), Catch::Contains("days.yaml:2"));
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: [2027-02-03..2027-02-01]}")), Catch::Contains("neither a day"));
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: [2026-12-31..2027-01-01]}")), Catch::Contains("no day of 2027"));
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: [], working: [2027-01-04]}")), Catch::Contains("no Saturday or Sunday"));
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: [2027-01-02], working: [2027-01-02]}")), Catch::Contains("both"));
    CHECK_THROWS_WITH(own(refused("{year: 2027, holidays: []}\n  - {year: 2027, holidays: []}")), Catch::Contains("twice"));
    CHECK_THROWS_WITH(own(refused("{year: 20270, holidays: []}")), Catch::Contains("no year"));
}

TEST_CASE("a day is written one way") {
    CHECK(calendar_day("2028-02-29"));
    for (const auto* text : {"2027-02-29", "2026-2-3", "2026/02/03", "2026-00-10", "-026-01-01", "2026-01-1x", "", "+026-01-01"}) {
        INFO(text);
        CHECK_FALSE(calendar_day(text));
    }
}
