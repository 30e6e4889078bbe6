#pragma once

#include <string_view>

namespace review {

// A check-digit rule. It takes large letters, digits and '<' only.
using CheckDigits = bool (*)(std::string_view);

// By the name that packs know it by; null where nothing has that name.
CheckDigits check_digits(std::string_view name);

// Takes an identifier as it is written: marks and blanks are left out, small letters are large ones.
bool check_digits_fit(CheckDigits rule, std::string_view written);

}  // namespace review
