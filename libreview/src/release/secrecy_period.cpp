#include "release/secrecy_period.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace review {
namespace {

using namespace std::chrono;

constexpr long most_number = 1'000'000;

// 2040, 二〇四〇, 一百二十, 两, at the beginning of the text.
std::optional<long> take_number(std::string_view& text) {
    struct Numeral {
        std::string_view word;
        long value;
    };
    static constexpr Numeral ones[] = {{"〇", 0}, {"零", 0}, {"○", 0}, {"一", 1}, {"元", 1}, {"二", 2}, {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};
    static constexpr Numeral powers[] = {{"十", 10}, {"百", 100}, {"千", 1000}};
    long last = 0, total = 0;
    bool any = false, digit = false;
    for (bool more = true; more && last < most_number;) {
        more = !text.empty() && text[0] >= '0' && text[0] <= '9';
        if (more) last = last * 10 + (text[0] - '0'), digit = true, text.remove_prefix(1);
        for (const auto& one : ones) {
            if (!more && text.starts_with(one.word)) last = last * 10 + one.value, digit = true, text.remove_prefix(one.word.size()), more = true;
        }
        for (const auto& power : powers) {
            if (more || !text.starts_with(power.word)) continue;
            total += (digit ? last : 1) * power.value, last = 0, digit = false, more = true;
            text.remove_prefix(power.word.size());
        }
        any = any || more;
    }
    if (!any) return std::nullopt;
    return total + last;
}

struct Number {
    long value;
    enum class Unit { none, years, months, days } unit;
};

Number::Unit take_unit(std::string_view& text) {
    using Unit = Number::Unit;
    static constexpr std::pair<std::string_view, Unit> units[] = {{"年", Unit::years}, {"个月", Unit::months}, {"月", Unit::months}, {"日", Unit::days}, {"号", Unit::days}, {"天", Unit::days}};
    for (const auto& [word, unit] : units) {
        if (!text.starts_with(word)) continue;
        text.remove_prefix(word.size());
        return unit;
    }
    return Unit::none;
}

std::vector<Number> numbers_of(std::string_view text) {
    std::vector<Number> numbers;
    while (!text.empty()) {
        if (const auto number = take_number(text)) {
            while (text.starts_with(' ')) text.remove_prefix(1);
            const auto unit = take_unit(text);
            numbers.push_back({*number, unit});
        } else {
            text.remove_prefix(1);
        }
    }
    return numbers;
}

bool is_year(const Number& number) { return number.value >= 1900 && number.value <= 9999 && (number.unit == Number::Unit::years || number.unit == Number::Unit::none); }

// Dates, each beginning with its year.
std::vector<year_month_day> dates_of(const std::vector<Number>& numbers) {
    std::vector<year_month_day> dates;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!is_year(numbers[i])) continue;
        const year of(static_cast<int>(numbers[i].value));
        unsigned parts[2] = {1, 1};  // month and day
        for (auto& part : parts) {
            if (i + 1 < numbers.size() && !is_year(numbers[i + 1])) part = static_cast<unsigned>(numbers[++i].value);
        }
        dates.push_back(of / month(parts[0]) / day(parts[1]));
    }
    return dates;
}

}  // namespace

bool is_longer_than(std::string_view period, int years, year_month_day today) {
    const auto numbers = numbers_of(period);
    const auto dates = dates_of(numbers);
    if (dates.size() > 1) return dates.back() > dates.front() + std::chrono::years(years);
    if (dates.size() == 1) return dates.back().year() > today.year() + std::chrono::years(years);
    double months = 0;
    for (const auto& [value, unit] : numbers) {
        if (unit == Number::Unit::years) months += 12.0 * static_cast<double>(value);
        else if (unit == Number::Unit::months) months += static_cast<double>(value);
        else if (unit == Number::Unit::days) months += static_cast<double>(value) / 30.44;
    }
    return months > 12.0 * years;
}

}  // namespace review
