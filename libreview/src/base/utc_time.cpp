#include "base/utc_time.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace review {

using namespace std::chrono;

std::string utc_text(std::int64_t seconds) {
    const sys_seconds when{std::chrono::seconds(seconds)};
    const auto midnight = floor<days>(when);
    const year_month_day day{midnight};
    const hh_mm_ss clock{when - midnight};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text;
}

std::optional<std::int64_t> utc_seconds(std::string_view text) {
    if (text.size() != 20) return std::nullopt;
    int y = 0, hour = 0, minute = 0, second = 0;
    unsigned m = 0, d = 0;
    if (std::sscanf(std::string(text).c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ", &y, &m, &d, &hour, &minute, &second) != 6) return std::nullopt;
    const year_month_day day{year(y), month(m), std::chrono::day(d)};
    if (!day.ok()) return std::nullopt;
    const auto when = sys_days(day) + hours(hour) + minutes(minute) + std::chrono::seconds(second);
    const auto found = when.time_since_epoch().count();
    return utc_text(found) == text ? std::optional<std::int64_t>(found) : std::nullopt;
}

std::string local_day(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    localtime_r(&when, &parts);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
    return text;
}

std::int64_t utc_now() { return floor<std::chrono::seconds>(system_clock::now()).time_since_epoch().count(); }

}  // namespace review
