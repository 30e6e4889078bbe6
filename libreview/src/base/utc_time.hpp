#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace review {

// "2026-11-27T08:15:00Z" (RFC 3339) of seconds since 1970, for years of four digits.
std::string utc_text(std::int64_t seconds);
// nullopt where utc_text() of the result would not be the same text: no day of the calendar, another zone.
std::optional<std::int64_t> utc_seconds(std::string_view text);
std::int64_t utc_now();

// The day it is then where this process runs (TZ): "2026-11-27".
std::string local_day(std::int64_t seconds);

}  // namespace review
