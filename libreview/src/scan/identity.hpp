#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/regions.hpp"

namespace review {

int number_of(std::string_view digits);

// A day of the calendar that was not after today.
bool past_date(int year, int month, int day);

std::string evidence_of(Region region);

}  // namespace review
