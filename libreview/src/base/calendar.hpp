#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace review {

// Days of the Gregorian calendar, "2026-11-27" (ISO 8601, 5.2.2.1, extended format). None: it is no such day.
std::optional<std::chrono::sys_days> calendar_day(std::string_view text);
std::string day_text(std::chrono::sys_days day);

// The day it is where this machine stands.
std::chrono::sys_days local_today();

}  // namespace review
