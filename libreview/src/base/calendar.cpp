#include "base/calendar.hpp"

#include <charconv>
#include <cstdio>
#include <ctime>

namespace review {

using namespace std::chrono;

std::optional<sys_days> calendar_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    int numbers[3] = {};
    const std::pair<std::size_t, std::size_t> fields[] = {{0, 4}, {5, 2}, {8, 2}};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto* begin = text.data() + fields[i].first;
        const auto [stop, error] = std::from_chars(begin, begin + fields[i].second, numbers[i]);
        if (error != std::errc{} || stop != begin + fields[i].second || numbers[i] <= 0) return {};
    }
    const year_month_day day{year(numbers[0]), month(static_cast<unsigned>(numbers[1])), std::chrono::day(static_cast<unsigned>(numbers[2]))};
    if (!day.ok()) return {};
    return sys_days(day);
}

std::string day_text(sys_days when) {
    const year_month_day day(when);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
}

sys_days local_today() {
    const std::time_t now = system_clock::to_time_t(system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    return sys_days(year_month_day(year(local.tm_year + 1900), month(static_cast<unsigned>(local.tm_mon + 1)),
                                   std::chrono::day(static_cast<unsigned>(local.tm_mday))));
}

}  // namespace review
