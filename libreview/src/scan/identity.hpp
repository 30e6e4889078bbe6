#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/regions.hpp"

namespace review {

int number_of(std::string_view digits);

// A day of the calendar that was not after today.
bool past_date(int year, int month, int day);

// GB 11643-1999, 4.2.4: ISO 7064 MOD 11-2 over eighteen characters.
bool mod11_2_fits(std::string_view id);

std::string evidence_of(Region region);

}  // namespace review
