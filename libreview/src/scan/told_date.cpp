#include "scan/told_date.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <string_view>

#include "scan/characters.hpp"

namespace review {
namespace {

constexpr std::size_t han_bytes = 3;  // bytes of an ideograph
constexpr std::array<std::string_view, 10> numerals{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr int first_year = 1900, last_year = 2100;

// 0 to 9; -1: no numeral. 二○○一 and 二零零一 are written too.
int numeral_at(std::string_view text, std::size_t at) {
    const auto one = text.substr(std::min(at, text.size()), han_bytes);
    for (std::size_t i = 0; i < numerals.size(); ++i) {
        if (one == numerals[i]) return static_cast<int>(i);
    }
    return one == "零" || one == "○" || one == "◯" ? 0 : -1;
}

// Digit for digit: 1990, 一九九〇. A number of another count of digits is no year.
ToldNumber spelled_at(std::string_view text, std::size_t begin) {
    ToldNumber number;
    const bool arabic = begin < text.size() && is_digit(text[begin]);
    const std::size_t unit = arabic ? 1 : han_bytes;
    for (std::size_t at = begin; at < text.size() && number.size < 9 * unit; at += unit, number.size += unit) {
        const int digit = arabic ? (is_digit(text[at]) ? text[at] - '0' : -1) : numeral_at(text, at);
        if (digit < 0) break;
        number.value = number.value * 10 + digit;
    }
    number.size /= unit;  // how many digits
    return number;
}

bool skip(std::string_view text, std::size_t& at, std::initializer_list<std::string_view> words) {
    for (const auto word : words) {
        if (text.substr(at).starts_with(word)) return at += word.size(), true;
    }
    return false;
}

int full_year(int two_digits) { return two_digits + (two_digits <= this_year() % 100 ? 2000 : 1900); }

// A number that has digits or a separator before it goes on from there: the 12.07 of 1990.12.07 is no date.
bool goes_on(std::string_view text, std::size_t begin) {
    if (begin == 0) return false;
    if (is_digit(text[begin - 1]) || (begin >= han_bytes && numeral_at(text, begin - han_bytes) >= 0)) return true;
    const char before = text[begin - 1];
    return begin > 1 && (before == '.' || before == '-' || before == '/') && is_digit(text[begin - 2]);
}

bool told_month_and_day(std::string_view text, std::size_t& at, ToldDate& date) {
    const auto part = [&](int& value) {
        const auto told = told_number_at(text, at, 2);
        value = told.value;
        at += told.size;
        return told.size > 0;
    };
    if (skip(text, at, {"元月"})) date.month = 1;
    else if (!part(date.month)) return false;
    else if (!skip(text, at, {"月", "-", "/", ".", "、"})) return true;
    part(date.day);
    skip(text, at, {"日", "号"});
    return true;
}

}  // namespace

int this_year() {
    using namespace std::chrono;
    return static_cast<int>(year_month_day{floor<days>(system_clock::now())}.year());
}

ToldNumber told_number_at(std::string_view text, std::size_t begin, std::size_t most_digits) {
    ToldNumber number;
    if (begin < text.size() && is_digit(text[begin])) {
        while (number.size < most_digits && begin + number.size < text.size() && is_digit(text[begin + number.size])) {
            number.value = number.value * 10 + (text[begin + number.size++] - '0');
        }
        return number;
    }
    auto at = begin;
    int tens = 0;
    const int first = numeral_at(text, at);
    if (first >= 0) at += han_bytes;
    if (skip(text, at, {"十"})) tens = first < 0 ? 1 : first;
    else if (skip(text, at, {"廿"})) tens = 2;
    else if (skip(text, at, {"卅"})) tens = 3;
    else if (first < 0) return number;
    else return number.value = first, number.size = at - begin, number;
    const int last = numeral_at(text, at);
    if (last > 0) at += han_bytes;
    return number.value = tens * 10 + std::max(last, 0), number.size = at - begin, number;
}

ToldDate told_date_at(std::string_view text, std::size_t begin) {
    if (goes_on(text, begin)) return {};
    const auto first = spelled_at(text, begin);
    const bool arabic = begin < text.size() && is_digit(text[begin]);
    if (first.size != 2 && first.size != 4 && !(arabic && (first.size == 6 || first.size == 8))) return {};
    auto at = begin + first.size * (arabic ? 1 : han_bytes);
    ToldDate date{first.value, 0, 0, begin, 0, first.size == 2};
    if (first.size == 8) date.day = date.year % 100, date.year /= 100;
    if (first.size >= 6) date.month = date.year % 100, date.year /= 100;
    else if (skip(text, at, {"年", "-", "/", "."})) {
        const bool more = told_month_and_day(text, at, date);
        if (date.short_year && !more) return {};
    } else if (date.short_year) return {};
    if (date.short_year) date.year = full_year(date.year);
    date.end = at;
    if (date.year < first_year || date.year > last_year || date.month > 12 || date.day > 31) return {};
    return date;
}

}  // namespace review
