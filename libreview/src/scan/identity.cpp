#include "scan/identity.hpp"

#include <array>
#include <chrono>

namespace review {

int number_of(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

bool past_date(int year, int month, int day) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1870) return false;
    return sys_days(date) <= floor<days>(system_clock::now()) + days(1);  // somewhere it is tomorrow
}

bool mod11_2_fits(std::string_view id) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (id[i] - '0');
    return "10X98765432"[sum % 11] == id[17];
}

std::string evidence_of(Region region) {
    if (region == Region::province) return "province";
    return region == Region::abolished ? "region:abolished" : "region";
}

}  // namespace review
