#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// A date as people write it, in the form of the base view without blanks: 1990年3月7日, 1990.03.07, 1990/3, 19900307, 一九九〇年三月七日, 90年3月.
struct ToldDate {
    int year = 0, month = 0, day = 0;  // 0: not told; without a year there is none
    std::size_t begin = 0, end = 0;
    bool short_year = false;  // 90: of the last hundred years
};

ToldDate told_date_at(std::string_view text, std::size_t begin);

// The number of a day, a month or an age in digits or Han numerals, with its bytes: 7, 07, 七, 二十一. No bytes: none.
struct ToldNumber {
    int value = 0;
    std::size_t size = 0;
};
ToldNumber told_number_at(std::string_view text, std::size_t begin, std::size_t most_digits);

int this_year();

}  // namespace review
