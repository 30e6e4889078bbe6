#include "scan/known_of_person.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>

#include "scan/characters.hpp"
#include "scan/regions.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t date_reach = 30;  // bytes between 出生 and its date


// The form of the base view without white space.
std::string without_blanks(std::string_view text) {
    std::string kept;
    for (const char byte : in_view(ViewKind::base, text)) {
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') kept += byte;
    }
    return kept;
}

struct Birth {
    int year = 0, month = 0, day = 0;  // 0: not told
    std::size_t begin = 0, end = 0;
};

class Record {
public:
    Record(std::string_view before, std::string_view after) : text_(without_blanks(before)), at_(text_.size()) { text_ += without_blanks(after); }

    KnownOfPerson known() const {
        KnownOfPerson known;
        if (const auto birth = nearest_birth(); birth.year > 0) {
            known.years = {birth.year};
            if (birth.month > 0) known.month = birth.month;
            if (birth.day > 0) known.day = birth.day;
        } else if (const int age = told_age(); age > 0) {
            using namespace std::chrono;
            const int year = static_cast<int>(year_month_day{floor<days>(system_clock::now())}.year());
            known.years = {year - age - 1, year - age};
        }
        known.male = told_sex();
        known.regions = told_regions();
        return known;
    }

private:
    // Up to `most` digits at `at`, as a number; moves on.
    int number(std::size_t& at, std::size_t most) const {
        int value = 0;
        const auto end = std::min(text_.size(), at + most);
        if (at >= end || !is_digit(text_[at])) return -1;
        for (; at < end && is_digit(text_[at]); ++at) value = value * 10 + (text_[at] - '0');
        return value;
    }

    bool skip(std::size_t& at, std::initializer_list<std::string_view> words) const {
        for (const auto word : words) {
            if (std::string_view(text_).substr(at).starts_with(word)) return at += word.size(), true;
        }
        return false;
    }

    // 1990年1月1日, 1990-01-01, 1990.1, 19900101, 199001, 1990年.
    Birth date_at(std::size_t begin) const {
        std::size_t digits = begin;
        while (digits < text_.size() && is_digit(text_[digits])) ++digits;
        const auto size = digits - begin;
        if (size != 4 && size != 6 && size != 8) return {};
        std::size_t at = begin;
        Birth birth{number(at, 4), 0, 0, begin, 0};
        if (size > 4) {
            birth.month = number(at, 2);
            if (size == 8) birth.day = number(at, 2);
        } else if (skip(at, {"年", "-", "/", "."})) {
            const auto month = number(at, 2);
            birth.month = std::max(month, 0);
            if (month > 0 && skip(at, {"月", "-", "/", "."})) birth.day = std::max(number(at, 2), 0);
            skip(at, {"日"});
        }
        birth.end = at;
        if (birth.year < 1900 || birth.year > 2100 || birth.month > 12 || birth.day > 31) return {};
        return birth;
    }

    bool is_birth(const Birth& date) const {
        const auto from = date.begin > date_reach ? date.begin - date_reach : 0;
        auto window = std::string_view(text_).substr(from, date.begin - from);
        const auto stop = window.find_last_of(";");
        if (stop != window.npos) window.remove_prefix(stop + 1);
        if (const auto full_stop = window.rfind("。"); full_stop != window.npos) window.remove_prefix(full_stop);
        for (const std::string_view word : {"出生", "生日", "birth", "Birth"}) {
            if (window.find(word) != window.npos) return true;
        }
        const auto after = std::string_view(text_).substr(date.end, 7);
        for (const std::string_view word : {"出生", "生,", "生;", "生。", "生)"}) {
            if (after.starts_with(word)) return true;
        }
        return false;
    }

    std::size_t distance(std::size_t at) const { return at > at_ ? at - at_ : at_ - at; }

    Birth nearest_birth() const {
        Birth nearest;
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (!is_digit(text_[at]) || (at > 0 && is_digit(text_[at - 1]))) continue;
            const auto date = date_at(at);
            if (date.year == 0 || !is_birth(date)) continue;
            if (nearest.year == 0 || distance(at) < distance(nearest.begin)) nearest = date;
        }
        return nearest;
    }

    int told_age() const {
        const std::string_view text = text_;
        if (const auto label = text.find("年龄"); label != text.npos) {
            auto at = text.find_first_of("0123456789", label);
            if (at != text.npos && at - label < 12) return number(at, 3);
        }
        const auto years = text.find("岁");
        if (years == text.npos) return 0;
        auto begin = years;
        while (begin > 0 && is_digit(text[begin - 1]) && years - begin < 3) --begin;
        return begin == years ? 0 : number(begin, 3);
    }

    // 男 or 女 that is no part of a longer word; of both the nearer one.
    std::optional<bool> told_sex() const {
        const std::string_view text = text_;
        std::optional<bool> sex;
        std::size_t nearest = text.npos;
        for (const auto& [word, male] : {std::pair<std::string_view, bool>{"男", true}, {"女", false}}) {
            for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 3)) {
                const bool labelled = text.substr(0, at).ends_with("性别");
                const bool alone = at == 0 || !is_han(decode_utf8_before(text, at).value);
                const auto after = decode_utf8(text, at + 3);
                const bool ends = !is_han(after.value) || text.substr(at + 3).starts_with("性");
                if (!(labelled || alone) || !ends || distance(at) >= nearest) continue;
                nearest = distance(at);
                sex = male;
            }
        }
        return sex;
    }

    std::vector<int> told_regions() const {
        const auto named = regions_named_in(text_);
        for (const int step : {1, 100, 10000}) {
            std::vector<int> level;
            for (const int code : named) {
                if (code % step == 0 && (step == 10000 || code % (step * 100) != 0)) level.push_back(code);
            }
            if (!level.empty()) return level;
        }
        return {};
    }

    std::string text_;
    std::size_t at_;
};

}  // namespace

KnownOfPerson known_of_person(std::string_view before, std::string_view after) { return Record(before, after).known(); }

}  // namespace review
