#include "scan/mask_strength.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "scan/regions.hpp"

namespace review {
namespace {

constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view check_letters = "10X98765432";
constexpr int first_birth = 1930, last_birth = 2024;

// How many values of a field fit, by the remainder modulo 11 that they add to the sum of ISO 7064 MOD 11-2.
using ByRemainder = std::array<std::uint64_t, 11>;

bool shows_all(std::string_view pattern) { return pattern.find('*') == pattern.npos; }

// Counts a value of `size` digits that begins at `at` of the pattern, where it fits.
void count(std::string_view pattern, std::size_t at, std::size_t size, int value, ByRemainder& counts) {
    int sum = 0;
    for (std::size_t i = size; i-- > 0; value /= 10) {
        const int digit = value % 10;
        if (pattern[at + i] != '*' && pattern[at + i] - '0' != digit) return;
        sum += weights[at + i] * digit;
    }
    ++counts[static_cast<std::size_t>(sum % 11)];
}

bool within(int code, const std::vector<int>& regions) {
    return regions.empty() || std::any_of(regions.begin(), regions.end(), [code](int known) {
               if (known % 10000 == 0) return code / 10000 == known / 10000;
               if (known % 100 == 0) return code / 100 == known / 100;
               return code == known;
           });
}

ByRemainder places(std::string_view pattern, const std::vector<int>& regions) {
    ByRemainder counts{};
    const auto shown = pattern.substr(0, 6);
    if (shows_all(shown)) {
        const int code = std::atoi(std::string(shown).c_str());
        if (region(static_cast<std::uint32_t>(code)) != Region::never && within(code, regions)) count(pattern, 0, 6, code, counts);
        return counts;
    }
    const auto add = [&](bool abolished_too) {
        for (const int code : region_codes()) {
            const int place = std::abs(code);
            if (place % 100 == 0 || (code < 0 && !abolished_too) || !within(place, regions)) continue;
            count(pattern, 0, 6, place, counts);
        }
    };
    add(false);
    if (std::all_of(counts.begin(), counts.end(), [](auto n) { return n == 0; })) add(true);
    return counts;
}

// How many pairs of the two fit, by their common remainder.
ByRemainder pairs(const ByRemainder& left, const ByRemainder& right) {
    ByRemainder counts{};
    for (std::size_t a = 0; a < 11; ++a) {
        for (std::size_t b = 0; b < 11; ++b) counts[(a + b) % 11] += left[a] * right[b];
    }
    return counts;
}

bool leap(int year) { return std::chrono::year(year).is_leap(); }

// Years, and days of the year, apart: 29 February goes with leap years only.
ByRemainder births(std::string_view pattern, const KnownOfPerson& known) {
    ByRemainder years{}, leap_years{}, days{}, leap_day{};
    const auto add_year = [&](int year) {
        count(pattern, 6, 4, year, years);
        if (leap(year)) count(pattern, 6, 4, year, leap_years);
    };
    const auto shown = pattern.substr(6, 4);
    if (!known.years.empty()) for (const int year : known.years) add_year(year);
    else if (shows_all(shown)) add_year(std::atoi(std::string(shown).c_str()));  // one that is shown may be any
    else for (int year = first_birth; year <= last_birth; ++year) add_year(year);
    constexpr std::array month_days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
        if (known.month && *known.month != month) continue;
        for (int day = 1; day <= month_days[static_cast<std::size_t>(month - 1)]; ++day) {
            if (!known.day || *known.day == day) count(pattern, 10, 4, month * 100 + day, days);
        }
        if (month == 2 && (!known.day || *known.day == 29)) count(pattern, 10, 4, 229, leap_day);
    }
    auto counts = pairs(years, days);
    const auto more = pairs(leap_years, leap_day);
    for (std::size_t i = 0; i < 11; ++i) counts[i] += more[i];
    return counts;
}

ByRemainder serials(std::string_view pattern, const std::optional<bool>& male) {
    ByRemainder counts{};
    for (int serial = 1; serial <= 999; ++serial) {
        if (!male || (serial % 2 == 1) == *male) count(pattern, 14, 3, serial, counts);
    }
    return counts;
}

bool is_pattern(std::string_view pattern, bool may_end_in_x) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        const bool check = may_end_in_x && i + 1 == pattern.size() && c == 'X';
        if (!(c >= '0' && c <= '9') && c != '*' && !check) return false;
    }
    return true;
}

std::uint64_t power_of_ten(std::size_t exponent) {
    std::uint64_t power = 1;
    for (std::size_t i = 0; i < std::min<std::size_t>(exponent, 18); ++i) power *= 10;
    return power;
}

std::size_t hidden_in(std::string_view pattern) { return static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '*')); }

}  // namespace

std::uint64_t resident_id_candidates(std::string_view pattern, const KnownOfPerson& known) {
    if (pattern.size() != 18 || !is_pattern(pattern, true)) return 0;
    const auto where = places(pattern, known.regions), when = births(pattern, known), who = serials(pattern, known.male);
    const auto fitting = pairs(pairs(where, when), who);
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < 11; ++i) {
        if (pattern[17] == '*' || pattern[17] == check_letters[i]) total += fitting[i];
    }
    return total;
}

MaskStrength resident_id_strength(std::string_view pattern, const KnownOfPerson& known) {
    MaskStrength strength{resident_id_candidates(pattern), {}};
    KnownOfPerson taken;
    const auto fits = [&](const KnownOfPerson& birth) {
        KnownOfPerson alone;
        alone.years = birth.years, alone.month = birth.month, alone.day = birth.day;
        return resident_id_candidates(pattern, alone) > 0;
    };
    const auto* birth = &known;
    for (auto other = known.other_births.begin(); !known.years.empty() && !fits(*birth) && other != known.other_births.end(); ++other) birth = &*other;
    const auto take = [&](const KnownOfPerson& more, const char* name) {
        const auto left = resident_id_candidates(pattern, more);
        if (left == 0 || left == strength.candidates) return;
        strength.candidates = left;
        strength.given.emplace_back(name);
        taken = more;
    };
    auto more = taken;
    more.years = birth->years, more.month = birth->month, more.day = birth->day;
    if (!known.years.empty()) take(more, birth->day ? "birth-date" : birth->month ? "birth-month" : "birth-year");
    more = taken;
    more.male = known.male;
    if (known.male) take(more, "sex");
    more = taken;
    more.regions = known.regions;
    if (!known.regions.empty()) take(more, "region");
    return strength;
}

std::uint64_t mobile_candidates(std::string_view pattern) {
    if (pattern.size() != 11 || !is_pattern(pattern, false)) return 0;
    if ((pattern[0] != '1' && pattern[0] != '*') || (pattern[1] != '*' && pattern[1] < '3')) return 0;
    std::uint64_t total = 1;
    for (std::size_t i = 1; i < pattern.size(); ++i) {
        if (pattern[i] == '*') total *= i == 1 ? 7 : 10;  // 13 to 19
    }
    return total;
}

std::uint64_t bank_card_candidates(std::string_view pattern) {
    if (pattern.size() < 13 || pattern.size() > 19 || !is_pattern(pattern, false)) return 0;
    const auto hidden = hidden_in(pattern);
    // Whatever stands elsewhere, one digit in ten makes the sum fit at each place.
    return hidden == 0 ? 0 : power_of_ten(hidden - 1);
}

}  // namespace review
