#include "scan/told_birth.hpp"

#include <algorithm>
#include <initializer_list>

#include "scan/characters.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t birth_reach = 30;  // bytes between 出生 and its date

bool ends_with_one(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool starts_with_one(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

// 生于 of a person: 发生于, 毕业生于 and 医生于 end in the same characters.
bool says_born_at(std::string_view window) {
    const auto at = window.rfind("生于");
    return at != window.npos && !ends_with_one(window.substr(0, at), {"发", "产", "学", "业", "考", "医", "师", "先", "新", "习", "究", "卫", "民", "派", "滋", "催", "再"});
}

bool told_before(std::string_view text, const ToldDate& date) {
    const auto from = date.begin > birth_reach ? date.begin - birth_reach : 0;
    auto window = text.substr(from, date.begin - from);
    if (const auto stop = window.rfind(';'); stop != window.npos) window.remove_prefix(stop + 1);
    if (const auto full_stop = window.rfind("。"); full_stop != window.npos) window.remove_prefix(full_stop);
    for (const std::string_view word : {"出生", "生日", "生辰", "诞辰", "生年", "birth", "Birth", "BIRTH", "born", "Born", "DOB"}) {
        if (window.find(word) != window.npos) return true;
    }
    return says_born_at(window);
}

// 1990年3月7日生, …(出)生, …生人, …生于…; 生产, 生效 and 生活 are other words.
bool told_after(std::string_view text, const ToldDate& date) {
    auto after = text.substr(date.end, 3 * 6);
    if (starts_with_one(after, {"(出)生", "(出生", "出生", "诞生", "降生", "生人", "生于", "(生)"})) return true;
    if (!after.starts_with("生")) return false;
    after.remove_prefix(std::string_view("生").size());
    return after.empty() || !is_han(decode_utf8(after, 0).value) || starts_with_one(after, {"男", "女", "汉族", "身份证", "公民", "户籍", "籍贯", "住", "现住"});
}

bool is_mark(char byte) { return byte == ',' || byte == ';' || byte == ':' || byte == '(' || byte == ')' || byte == '|' || byte == '/'; }

// "男,汉族,1990.03.07," and "1990.03.07,男": what stands beside the sex of a person and is no other date.
bool beside_sex(std::string_view text, const ToldDate& date) {
    if (date.short_year || date.month == 0 || date.year > this_year()) return false;
    auto before = text.substr(0, date.begin);
    const auto strip = [&] {
        while (!before.empty() && (is_mark(before.back()) || before.ends_with("、"))) before.remove_suffix(is_mark(before.back()) ? 1 : 3);
    };
    const auto marks = before.size();
    strip();
    const bool parted = before.size() < marks;
    if (before.ends_with("族")) {
        const auto comma = before.find_last_of(",;:");
        if (comma != before.npos && before.size() - comma < 16) before.remove_suffix(before.size() - comma), strip();
    }
    if (parted && ends_with_one(before, {"男", "女", "男性", "女性"})) {
        before.remove_suffix(before.ends_with("性") ? 6 : 3);
        if (before.empty() || before.ends_with("性别") || !is_han(decode_utf8_before(before, before.size()).value)) return true;
    }
    auto after = text.substr(date.end);
    if (after.empty() || !is_mark(after.front())) return false;
    while (!after.empty() && is_mark(after.front())) after.remove_prefix(1);
    if (after.starts_with("性别")) return false;  // a cell of its own
    return starts_with_one(after, {"男", "女"}) && (after.size() == 3 || !is_han(decode_utf8(after, 3).value)) && (parted || date.begin == 0);
}

struct Cell {
    std::string_view heading, value;
    std::size_t begin = 0;
};

std::vector<Cell> headed_cells(std::string_view text) {
    std::vector<Cell> cells;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(';', begin), text.size());
        const auto colon = text.substr(begin, end - begin).find(':');
        if (colon != text.npos) cells.push_back({text.substr(begin, colon), text.substr(begin + colon + 1, end - begin - colon - 1), begin + colon + 1});
        begin = end + 1;
    }
    return cells;
}

// 1990, 1990年, 三月: nothing else stands in the cell.
int alone(std::string_view value, std::size_t digits, std::string_view unit) {
    const auto told = digits == 4 ? ToldNumber{} : told_number_at(value, 0, digits);
    auto number = told;
    if (digits == 4) {
        const auto date = told_date_at(value, 0);
        number = {date.year, date.month == 0 ? date.end : 0};
    }
    const auto rest = value.substr(std::min(number.size, value.size()));
    return number.size > 0 && (rest.empty() || rest == unit) ? number.value : 0;
}

// Columns of their own: 年 | 月 | 日, 出生年 | 出生月.
std::vector<ToldDate> births_in_cells(std::string_view text) {
    const auto cells = headed_cells(text);
    std::vector<ToldDate> births;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool of_birth = ends_with_one(cells[i].heading, {"出生年", "出生年份", "生年"});
        if (!of_birth && cells[i].heading != "年" && cells[i].heading != "年份") continue;
        ToldDate date;
        date.year = alone(cells[i].value, 4, "年");
        date.begin = cells[i].begin, date.end = date.begin + cells[i].value.size();
        if (date.year == 0) continue;
        if (i + 1 < cells.size() && ends_with_one(cells[i + 1].heading, {"月", "月份"})) date.month = alone(cells[i + 1].value, 2, "月");
        if (date.month > 0 && i + 2 < cells.size() && ends_with_one(cells[i + 2].heading, {"日"})) date.day = alone(cells[i + 2].value, 2, "日");
        if (date.month > 12 || date.day > 31 || (date.month == 0 && !of_birth)) continue;
        births.push_back(date);
    }
    return births;
}

}  // namespace

std::vector<ToldDate> told_births(std::string_view text) {
    std::vector<ToldDate> births;
    const auto may_begin = [&](std::size_t at) { return is_digit(text[at]) || (text[at] & 0xf0) == 0xe0; };
    for (std::size_t at = 0; at < text.size();) {
        const auto date = may_begin(at) ? told_date_at(text, at) : ToldDate{};
        if (date.year == 0) {
            ++at;
            continue;
        }
        if (told_before(text, date) || told_after(text, date) || beside_sex(text, date)) births.push_back(date);
        at = date.end;
    }
    for (const auto& date : births_in_cells(text)) {
        const bool known = std::any_of(births.begin(), births.end(), [&](const ToldDate& other) { return other.begin == date.begin; });
        if (!known) births.push_back(date);
        else if (date.month > 0) *std::find_if(births.begin(), births.end(), [&](const ToldDate& other) { return other.begin == date.begin; }) = date;
    }
    return births;
}

}  // namespace review
