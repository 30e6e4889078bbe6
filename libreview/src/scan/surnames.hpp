#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// Bytes of the surname a name begins with, compound ones first; 0: none.
std::size_t surname_size(std::string_view name);

// One of the hundred surnames that most people have, and no word that follows a person in a sentence (于, 向, 任).
bool common_surname(std::string_view surname);

}  // namespace review
