#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace review::pdf {

// Property lists of /Properties that hold a marked-content identifier (ISO 32000-1, 14.6.2), by name.
using TagLists = std::map<std::string, std::uint32_t>;

struct TagNumbers {
    std::string content;
    std::vector<std::uint32_t> before;  // by the new number, the old one
};

// Cleaned content with its marked-content identifiers numbered anew, from 0 in the order they stand, so that no gap
// tells what went; those that `wanted` does not hold go. Content nobody can parse loses all its tags: there are none then.
TagNumbers number_tags(std::string_view content, const std::set<std::uint32_t>& wanted);

}  // namespace review::pdf
