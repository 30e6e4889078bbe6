#pragma once

#include <optional>
#include <string_view>

namespace review::pdf {

// Advance widths of the standard 14 fonts (ISO 32000-1, 9.6.2.2), in thousandths, by Unicode.
// `name` is one of the fourteen; nullopt: another font or no such character.
std::optional<double> standard_width(std::string_view name, char32_t character);

}  // namespace review::pdf
