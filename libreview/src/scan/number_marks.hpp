#pragma once

#include <string_view>

#include <review/part.hpp>

namespace review {

// Circled, raised and lowered digits number things (①139…, 139…¹) as often as they are digits in disguise (①39…). Whether one stands right
// beside a plain digit, so that both readings are to be tried.
bool has_number_marks(std::string_view utf8);

// The part with such marks as signs that end a number, byte for byte in the same places.
Part without_number_marks(const Part& part);

}  // namespace review
