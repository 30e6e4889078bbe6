#pragma once

#include <chrono>
#include <string_view>

namespace review {

// Whether what stands behind the star of a marking (GB/T 9704-2012, 7.2.2) is longer than `years`: 十五年, 132个月, 10年11个月, 二〇四〇年, 至2050年1月1日,
// 2026.01.01-2050.01.01. A single date is when it ends, and no document is older than today. 长期 and conditions are not.
bool is_longer_than(std::string_view period, int years, std::chrono::year_month_day today);

}  // namespace review
