#pragma once

#include <optional>
#include <string>

#include "scan/verifier.hpp"

namespace review {

// A long number as programs for sheets write it: 4.20302199001010E+17.
struct Rounded {
    std::size_t begin = 0, end = 0;  // of the view
    std::string digits;              // before the exponent
    int exponent = 0;
};

// The one that ends where the candidate does; nullopt: it is part of something else.
std::optional<Rounded> rounded_number(const Candidate& candidate);

}  // namespace review
