#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// What the record of a masked value says of its person. Empty fields are not known.
struct KnownOfPerson {
    std::vector<int> years;        // of birth, one or a few
    std::optional<int> month, day;
    std::optional<bool> male;
    std::vector<int> regions;      // codes; 420300 stands for every county in it
    std::vector<KnownOfPerson> other_births = {};  // years, months and days that stand farther away: of somebody else, if not of this one
};

// How many values fit a pattern: digits as they are shown, '*' for each that is hidden, the last may be 'X'. 0: it is
// no such number.
//
// GB 11643-1999: counties of today (of all times where none fits or all six digits are shown), births from 1930 to
// 2024, serials 001 to 999, check digit. Fewer places and years than there are: a mask is rather called too weak.
std::uint64_t resident_id_candidates(std::string_view pattern, const KnownOfPerson& known = {});
std::uint64_t mobile_candidates(std::string_view pattern);
std::uint64_t bank_card_candidates(std::string_view pattern);  // ISO/IEC 7812-1, annex B

// What is known and fits the pattern, and what that leaves. Where the record contradicts the pattern it speaks of somebody else.
struct MaskStrength {
    std::uint64_t candidates = 0;
    std::vector<std::string> given;  // "birth-date", "birth-year", "sex", "region"
};
MaskStrength resident_id_strength(std::string_view pattern, const KnownOfPerson& known);

}  // namespace review
