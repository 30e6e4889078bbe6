#pragma once

#include <cstdint>
#include <string_view>

namespace review {

// How surely two to four ideographs spell the name of a person and no word, by the surname and by what people are called.
enum class Spelt : std::uint8_t {
    none,
    perhaps,  // a word could be spelt so, too, or few are called so
    rather,   // a name, of ideographs that are common in words
    name,
};
// Quick looks before spelt_name(): whether a text may begin or end with a name.
bool begins_surname(std::string_view text);
bool may_end_as_name(std::string_view text);

Spelt spelt_name(std::string_view run);

}  // namespace review
