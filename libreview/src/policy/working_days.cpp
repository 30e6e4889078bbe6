// The calendar of offices: docs/deadlines.md.
#include <review/working_days.hpp>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/calendar.hpp"
#include "base/config_node.hpp"
#include "base/messages/legal.hpp"

namespace review {
namespace {

using namespace std::chrono;

struct BuiltInCalendar {
    std::string_view name;
    std::string_view yaml;
};

const BuiltInCalendar built_in_calendars[] = {
#define REVIEW_FILE(name, content) {name, {content, sizeof(content) - 1}},
#include "embedded/working_days.inc"
#undef REVIEW_FILE
};

int year_of(sys_days day) { return static_cast<int>(year_month_day(day).year()); }

bool weekend(sys_days day) {
    const weekday name(day);
    return name == Saturday || name == Sunday;
}

// "2026-05-09", or "2026-05-01..2026-05-05" with both ends, within one year.
std::vector<sys_days> read_days(const ConfigNode& node, int year) {
    const auto text = node.as_string();
    const auto dots = text.find("..");
    const auto from = calendar_day(text.substr(0, dots)), to = dots == text.npos ? from : calendar_day(text.substr(dots + 2));
    if (!from || !to || *to < *from) node.complain(say(Msg::days_bad_day, {text}));
    if (year_of(*from) != year || year_of(*to) != year) node.complain(say(Msg::days_other_year, {text, std::to_string(year)}));
    std::vector<sys_days> run;
    for (auto day = *from; day <= *to; day += days(1)) run.push_back(day);
    return run;
}

void read_year(const ConfigNode& node, WorkingDays& calendar) {
    node.allow_keys({"year", "source", "holidays", "working"});
    const long year = node.at("year").as_integer();
    if (year < 1900 || year > 2999) node.at("year").complain(say(Msg::days_bad_year, {std::to_string(year)}));
    const int number = static_cast<int>(year);
    if (!calendar.years.insert(number).second) node.at("year").complain(say(Msg::days_year_twice, {std::to_string(year)}));
    for (const auto& item : node.at("holidays").as_list()) {
        for (const auto day : read_days(item, number)) calendar.holidays.insert(day);
    }
    if (!node.has("working")) return;
    for (const auto& item : node.at("working").as_list()) {
        for (const auto day : read_days(item, number)) {
            if (calendar.holidays.contains(day)) item.complain(say(Msg::days_both, {day_text(day)}));
            if (!weekend(day)) item.complain(say(Msg::days_not_weekend, {day_text(day)}));
            calendar.make_up.insert(day);
        }
    }
}

WorkingDays read_calendar(ByteView yaml, const std::string& file) {
    const auto root = ConfigNode::parse(yaml, file, Errc::bad_config);
    root.allow_keys({"years"});
    WorkingDays calendar;
    for (const auto& node : root.at("years").as_list()) read_year(node, calendar);
    return calendar;
}

}  // namespace

bool WorkingDays::works(sys_days day) const {
    if (make_up.contains(day)) return true;
    return !weekend(day) && !holidays.contains(day);
}

sys_days WorkingDays::after(sys_days day, int n) const {
    while (n > 0) {
        day += days(1);
        if (works(day)) --n;
    }
    return day;
}

bool WorkingDays::tells(sys_days from, sys_days to) const {
    for (int year = year_of(from); year <= year_of(to); ++year) {
        if (!years.contains(year)) return false;
    }
    return true;
}

WorkingDays built_in_working_days() { return read_calendar(as_bytes(built_in_calendars[0].yaml), std::string(built_in_calendars[0].name)); }

WorkingDays load_working_days(const std::string& path) {
    auto calendar = read_calendar(load_settings_file(path).bytes, path);
    const auto own = calendar.years;
    auto known = built_in_working_days();
    const auto add = [&](const std::set<sys_days>& from, std::set<sys_days>& to) {
        for (const auto day : from) {
            if (!own.contains(year_of(day))) to.insert(day);
        }
    };
    add(known.holidays, calendar.holidays);
    add(known.make_up, calendar.make_up);
    calendar.years.merge(known.years);
    return calendar;
}

}  // namespace review
