#include "scan/known_of_person.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "scan/characters.hpp"
#include "scan/regions.hpp"
#include "scan/told_birth.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t most_births = 8;  // of one record that are tried

// The form of the base view without white space.
std::string without_blanks(std::string_view text) {
    std::string kept;
    for (const char byte : in_view(ViewKind::base, text)) {
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') kept += byte;
    }
    return kept;
}

KnownOfPerson born(const ToldDate& date) {
    KnownOfPerson known;
    known.years = {date.year};
    if (date.month > 0) known.month = date.month;
    if (date.day > 0) known.day = date.day;
    return known;
}

class Record {
public:
    Record(std::string_view before, std::string_view after) : text_(without_blanks(before)), at_(text_.size()) { text_ += without_blanks(after); }

    KnownOfPerson known() const {
        KnownOfPerson known;
        const auto births = births_by_distance();
        if (!births.empty()) {
            known = born(births[0]);
            for (std::size_t i = 1; i < std::min(births.size(), most_births); ++i) known.other_births.push_back(born(births[i]));
        } else if (const int age = told_age(); age > 0) {
            known.years = {this_year() - age - 1, this_year() - age};
        }
        known.male = told_sex();
        known.regions = told_regions();
        return known;
    }

private:
    std::size_t distance(std::size_t at) const { return at > at_ ? at - at_ : at_ - at; }

    std::vector<ToldDate> births_by_distance() const {
        auto births = told_births(text_);
        std::stable_sort(births.begin(), births.end(), [&](const ToldDate& a, const ToldDate& b) { return distance(a.begin) < distance(b.begin); });
        return births;
    }

    // 年龄:36, 36周岁, 三十六岁; 60岁以上 is nobody's age.
    int told_age() const {
        const std::string_view text = text_;
        for (const std::string_view label : {"年龄", "周岁:", "现年"}) {
            const auto at = text.find(label);
            if (at == text.npos) continue;
            auto from = at + label.size();
            while (from < text.size() && from - at < 12 && told_number_at(text, from, 3).size == 0 && text[from] != ';') ++from;
            const auto age = told_number_at(text.substr(0, std::min(text.size(), from + 12)), std::min(from, text.size()), 3);
            if (from - at < 12 && age.size > 0) return age.value;
        }
        for (auto years = text.find("岁"); years != text.npos; years = text.find("岁", years + 3)) {
            const auto after = text.substr(years + 3);
            if (after.starts_with("以") || after.starts_with("及") || after.starts_with("至") || after.starts_with("-")) continue;
            auto before = text.substr(0, years);
            for (const std::string_view word : {"周", "虚", "足"}) {
                if (before.ends_with(word)) before.remove_suffix(word.size());
            }
            if (const int age = number_at_end(before); age > 0) return age;
        }
        return 0;
    }

    // The longest number that ends there, of three digits at most.
    static int number_at_end(std::string_view text) {
        for (std::size_t size = std::min<std::size_t>(text.size(), 9); size > 0; --size) {
            const auto number = told_number_at(text, text.size() - size, 3);
            if (number.size == size) return number.value;
        }
        return 0;
    }

    // 男 or 女 that is no part of a longer word; of both the nearer one.
    std::optional<bool> told_sex() const {
        const std::string_view text = text_;
        std::optional<bool> sex;
        std::size_t nearest = text.npos;
        const auto tell = [&](std::size_t at, bool male) {
            if (distance(at) < nearest) nearest = distance(at), sex = male;
        };
        for (const auto& [word, male] : {std::pair<std::string_view, bool>{"男", true}, {"女", false}}) {
            for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 3)) {
                const auto before = text.substr(0, at), after = text.substr(at + 3);
                const bool begins = before.empty() || before.ends_with("性别") || before.ends_with("性别为") || before.ends_with("性别是") || !is_han(decode_utf8_before(text, at).value);
                if (begins && ends_sex(after)) tell(at, male);
            }
        }
        if (sex) return sex;
        for (const auto& [word, male] : {std::pair<std::string_view, bool>{"先生", true}, {"女士", false}, {"小姐", false}, {"sex:m", true}, {"sex:f", false}, {"Sex:M", true}, {"Sex:F", false}, {"性别:M", true}, {"性别:F", false}}) {
            for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) tell(at, male);
        }
        return sex;
    }

    static bool ends_sex(std::string_view after) {
        if (after.empty() || !is_han(decode_utf8(after, 0).value)) return true;
        static constexpr std::string_view more[] = {"性", "汉族", "童", "孩", "婴", "子", "出生", "生于", "生日", "身份证", "一九"};
        return std::any_of(std::begin(more), std::end(more), [&](auto word) { return after.starts_with(word); });
    }

    std::vector<int> told_regions() const {
        auto named = regions_named_in(text_);
        for (const int code : regions_behind_labels()) named.push_back(code);
        for (const int step : {1, 100, 10000}) {
            std::vector<int> level;
            for (const int code : named) {
                if (code % step == 0 && (step == 10000 || code % (step * 100) != 0)) level.push_back(code);
            }
            std::sort(level.begin(), level.end());
            level.erase(std::unique(level.begin(), level.end()), level.end());
            if (!level.empty()) return level;
        }
        return {};
    }

    // 籍贯:湖北十堰, 户籍湖北省十堰茅箭: only there names may lack their endings.
    std::vector<int> regions_behind_labels() const {
        constexpr std::size_t reach = 36;
        std::vector<int> codes;
        for (const std::string_view label : {"前六位", "前6位"}) {
            const auto at = text_.find(label);
            const auto digits = at == std::string::npos ? at : text_.find_first_of("0123456789", at + label.size());
            if (digits == std::string::npos || digits - at > 24) continue;
            const auto code = told_number_at(text_, digits, 7);
            if (code.size == 6 && region(static_cast<std::uint32_t>(code.value)) != Region::never) codes.push_back(code.value);
        }
        for (const std::string_view label : {"户籍", "籍贯", "户口", "住址", "地址", "住所", "居住地", "现住", "原籍", "祖籍", "出生地", "家住"}) {
            for (auto at = text_.find(label); at != std::string::npos; at = text_.find(label, at + label.size())) {
                const auto value = std::string_view(text_).substr(at + label.size(), reach);
                for (const int code : regions_abbreviated_in(value.substr(0, value.find(';')))) codes.push_back(code);
            }
        }
        return codes;
    }

    std::string text_;
    std::size_t at_;
};

}  // namespace

KnownOfPerson known_of_person(std::string_view before, std::string_view after) { return Record(before, after).known(); }

}  // namespace review
