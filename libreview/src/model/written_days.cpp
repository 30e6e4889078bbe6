#include "model/written_days.hpp"

#include <array>
#include <cstdint>

#include "base/charset.hpp"
#include "base/loose_text.hpp"

namespace review {
namespace {

struct Letter {
    char32_t point = 0;
    std::size_t begin = 0, end = 0;
};

std::vector<Letter> letters_of(std::string_view utf8) {
    std::vector<Letter> letters;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto end = std::min(utf8.size(), at + std::max<std::size_t>(1, utf8_size(utf8[at])));
        const auto points = code_points(utf8.substr(at, end - at));
        auto point = points.empty() ? U'\ufffd' : points.front();
        if (point > 0xff00 && point < 0xff5f) point -= 0xfee0;  // full width
        letters.push_back({point, at, end});
        at = end;
    }
    return letters;
}

int han_digit(char32_t point) {
    constexpr std::u32string_view numerals = U"〇一二三四五六七八九";
    const auto found = numerals.find(point);
    if (found != numerals.npos) return static_cast<int>(found);
    return point == U'零' || point == U'○' || point == U'◯' ? 0 : -1;
}

class Reader {
public:
    explicit Reader(std::string_view utf8) : letters_(letters_of(utf8)) {}

    std::vector<WrittenDay> run() {
        std::vector<WrittenDay> days;
        for (std::size_t at = 0; at < letters_.size();) {
            if (digit(at) < 0 && han_digit(point(at)) < 0) {
                ++at;
                continue;
            }
            const auto begin = at;
            WrittenDay found;
            if (read(at, found) && found.day.month > 0 && found.day.month <= 12 && found.day.day > 0 && found.day.day <= 31) {
                found.begin = letters_[begin].begin, found.end = letters_[at - 1].end;
                days.push_back(found);
            } else {
                for (at = begin; digit(at) >= 0 || han_digit(point(at)) >= 0;) ++at;
            }
        }
        return days;
    }

private:
    char32_t point(std::size_t at) const { return at < letters_.size() ? letters_[at].point : 0; }
    int digit(std::size_t at) const { return point(at) >= '0' && point(at) <= '9' ? static_cast<int>(point(at) - '0') : -1; }
    std::size_t digits(std::size_t at) const {
        const auto begin = at;
        while (digit(at) >= 0) ++at;
        return at - begin;
    }
    int number(std::size_t at, std::size_t size) const {
        int value = 0;
        for (const auto end = at + size; at < end; ++at) value = value * 10 + digit(at);
        return value;
    }
    void blanks(std::size_t& at) const {
        while (point(at) == ' ' || point(at) == 0xa0 || point(at) == 0x3000) ++at;
    }

    bool read(std::size_t& at, WrittenDay& found) const {
        const auto size = digits(at);
        if (size == 8 || size == 14) return compact(at, size, found);
        if (size == 4) {
            found.day.year = number(at, 4);
            at += 4;
        } else {
            auto han = at;
            while (han_digit(point(han)) >= 0) found.day.year = found.day.year * 10 + han_digit(point(han++));
            if (han - at != 4) return false;
            at = han;
        }
        return is_year(found.day.year) && month_and_day(at, found);
    }

    static bool is_year(int year) { return year >= 1850 && year <= 2100; }

    bool compact(std::size_t& at, std::size_t size, WrittenDay& found) const {
        found.day = {number(at, 4), number(at + 4, 2), number(at + 6, 2)};
        const bool time = size == 8 || (number(at + 8, 2) < 24 && number(at + 10, 2) < 60 && number(at + 12, 2) < 60);
        at += 8;
        return is_year(found.day.year) && time;
    }

    bool month_and_day(std::size_t& at, WrittenDay& found) const {
        blanks(at);
        const auto first = point(at++);
        constexpr std::u32string_view signs = U"-/._年";
        if (signs.find(first) == signs.npos) return false;
        blanks(at);
        if (!small(at, found.day.month)) return false;
        blanks(at);
        if (point(at++) != (first == U'年' ? U'月' : first)) return false;
        blanks(at);
        const auto begin = at;
        if (!small(at, found.day.day)) return false;
        found.closed = at - begin == 2 && digit(begin) >= 0;
        auto sign = at;
        blanks(sign);
        if (point(sign) == U'日' || point(sign) == U'号') at = sign + 1, found.closed = true;
        return true;
    }

    // 1, 01, 元, 十二, 廿一.
    bool small(std::size_t& at, int& value) const {
        const auto size = digits(at);
        if (size > 2) return false;
        if (size > 0) {
            value = number(at, size);
            at += size;
            return true;
        }
        if (point(at) == U'元') return value = 1, ++at, true;
        int tens = -1, ones = han_digit(point(at));
        if (ones >= 0) ++at;
        if (point(at) == U'十') tens = ones < 0 ? 1 : ones, ++at;
        else if (ones < 0 && point(at) == U'廿') tens = 2, ++at;
        else if (ones < 0 && point(at) == U'卅') tens = 3, ++at;
        if (tens < 0) return value = ones, ones > 0;
        ones = han_digit(point(at));
        if (ones > 0) ++at;
        return value = tens * 10 + std::max(ones, 0), true;
    }

    std::vector<Letter> letters_;
};

}  // namespace

std::vector<WrittenDay> written_days(std::string_view utf8) { return Reader(utf8).run(); }

}  // namespace review
