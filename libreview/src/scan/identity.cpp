#include "scan/identity.hpp"

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

std::string evidence_of(Region region) {
    if (region == Region::province) return "province";
    return region == Region::abolished ? "region:abolished" : "region";
}

}  // namespace review
