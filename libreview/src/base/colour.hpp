#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace review {

using Rgb = std::array<int, 3>;  // 0 to 255 each
constexpr Rgb black_ink{0, 0, 0}, white_ink{255, 255, 255};

// "1a2B3c", eight digits with what they say of transparency before the colour (ARGB), nothing else.
std::optional<Rgb> hex_colour(std::string_view digits);
// As style sheets write one: "#123", "#112233", "rgb(1,2,3)" of an opaque colour, some of the names.
std::optional<Rgb> written_colour(std::string_view words);

// Nobody reads the one on the other.
bool is_same_colour(const Rgb& one, const Rgb& other);
bool is_dark(const Rgb& colour);
bool is_white(const Rgb& colour);

}  // namespace review
