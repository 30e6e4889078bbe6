#pragma once

#include <string_view>
#include <vector>

namespace review {

// Whether characters are told to stand from right to left whatever they are (U+202E, UAX #9): digits are then read backwards.
bool turns_round(std::string_view utf8);

// A line as it is shown: its characters from left to right, by number.
std::vector<std::size_t> shown_order(const std::u32string& line);

}  // namespace review
