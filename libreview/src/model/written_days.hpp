#pragma once

#include <compare>
#include <cstddef>
#include <string_view>
#include <vector>

namespace review {

// A day told in full, as people and programs write it: 1990年1月1日, 1990-01-01, 1990.1.1, 1990/1/1, 19900101, 一九九〇年一月一日.
struct Day {
    int year = 0, month = 0, day = 0;
    friend auto operator<=>(const Day&, const Day&) = default;
};

struct WrittenDay {
    Day day;
    std::size_t begin = 0, end = 0;  // bytes of the text
    bool closed = false;             // nothing could follow that makes another day of it, and it is no bare number
};

// In order, not overlapping. What stands within a longer number is none, but for the time behind it: 19900101083000.
std::vector<WrittenDay> written_days(std::string_view utf8);

}  // namespace review
