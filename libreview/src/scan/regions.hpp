#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace review {

enum class Region { never, province, abolished, current };

// GB/T 2260, all editions since 1980: old cards carry codes that are abolished today.
Region region(std::uint32_t code);

// All codes, ascending; abolished ones are negative.
std::span<const int> region_codes();

// Today's places that a text names, by their longest names: 420302 for a county, 420300 and 420000 for what is above.
std::vector<int> regions_named_in(std::string_view text);
// The same without their endings, 湖北十堰, of a text that is a place: anywhere else 朝阳 and 和平 are words.
std::vector<int> regions_abbreviated_in(std::string_view place);

}  // namespace review
