#pragma once

#include <string_view>
#include <vector>

#include "scan/told_date.hpp"

namespace review {

// Dates of birth that a record tells, in the form of the base view without blanks: 出生日期:1990-03-07, 生于1990年3月7日, 1990年3月7日生,
// "男,1990.03.07,", and the cells "年:1990;月:3;日:7;" of a row. In order of their places.
std::vector<ToldDate> told_births(std::string_view text);

}  // namespace review
