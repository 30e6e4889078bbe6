#include <catch2/catch.hpp>

#include <review/deadlines.hpp>

#include "base/calendar.hpp"

using namespace review;

namespace {

Decision waiting(const char* id, Disposition disposition, const char* since, bool extended = false) {
    Decision decision;
    decision.finding = id;
    decision.disposition = disposition;
    decision.since = since;
    decision.extended = extended;
    return decision;
}

}  // namespace

TEST_CASE("answers from outside are due after 15, 20 or 40 working days, the earliest first") {
    Decisions decisions;
    decisions.decisions = {waiting("f-1", Disposition::undetermined, "2026-09-01"), waiting("f-2", Disposition::undetermined, "2026-09-01", true),
                           waiting("f-3", Disposition::consult, "2026-09-10"), waiting("f-4", Disposition::keep, "2026-09-01"),
                           waiting("f-5", Disposition::escalate, "")};
    const auto all = deadlines(decisions, built_in_working_days());
    REQUIRE(all.size() == 3);
    CHECK(all[0].finding == "f-1");
    CHECK(day_text(all[0].due) == "2026-09-29");
    CHECK(day_text(all[1].due) == "2026-10-08");
    CHECK(all[1].finding == "f-3");
    CHECK(day_text(all[2].due) == "2026-11-02");
    CHECK(all[2].working_days == 40);
    CHECK_FALSE(all[0].overdue(*calendar_day("2026-09-29")));
    CHECK(all[0].overdue(*calendar_day("2026-09-30")));
}

TEST_CASE("a day that no table of holidays reaches is not certain") {
    Decisions decisions;
    decisions.decisions = {waiting("f-1", Disposition::consult, "2026-12-20")};
    const auto all = deadlines(decisions, built_in_working_days());
    CHECK_FALSE(all[0].certain);
    CHECK(day_text(all[0].due) == "2027-01-08");
}
