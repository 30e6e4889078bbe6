#include "release/aggregation/attribute_values.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/loose_text.hpp"
#include "release/mask_weigher.hpp"
#include "release/record_text.hpp"
#include "scan/masked_run.hpp"
#include "scan/regions.hpp"
#include "scan/surnames.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

using enum AttributeKind;
using Words = std::initializer_list<std::string_view>;

bool holds(std::string_view text, Words words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

std::string number(int value, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*d", width, value);
    return text;
}

bool shown(std::string_view text) { return text.find('*') == text.npos; }
bool said(std::string_view value) { return value.size() > 1 && !holds(value, {"无", "/", "不详", "见附件"}); }
std::size_t length_of(std::string_view utf8) { return code_points(utf8).size(); }

// The Han characters before byte `end`, up to six, not beyond `from`.
std::string_view word_before(std::string_view text, std::size_t from, std::size_t end) {
    auto begin = end;
    for (int i = 0; i < 6 && begin > from; ++i) {
        const auto point = decode_utf8_before(text, begin);
        if (!is_han(point.value)) break;
        begin -= point.size;
    }
    return text.substr(begin, end - begin);
}

struct Named {
    std::size_t end = 0;  // 0: there is none
    std::string name;
};

// A place by the word its name ends with, not before byte `from`.
Named named_place(std::string_view text, std::size_t from, Words endings) {
    Named first;
    for (const auto ending : endings) {
        const auto at = text.find(ending, from + 6);  // a name has two characters
        if (at == text.npos || (first.end > 0 && at >= first.end)) continue;
        const auto word = word_before(text, from, at);
        if (word.size() >= 6) first = {at + ending.size(), std::string(word) + std::string(ending)};
    }
    return first;
}

// What a cell is, whatever stands over its column: 五堰街道, 白浪镇.
bool is_town(std::string_view value) {
    const auto name = code_points(value);
    const bool ends = value.ends_with("街道") || value.ends_with("街道办") || value.ends_with("镇") || value.ends_with("乡");
    return ends && name.size() >= 3 && name.size() <= 14 && std::all_of(name.begin(), name.end(), [](char32_t c) { return is_han(c); });
}

std::string upper_x(std::string value) {
    if (!value.empty() && value.back() == 'x') value.back() = 'X';
    return value;
}

// Where the name of a county, or of what is above it, ends.
std::size_t above_town(std::string_view text) {
    std::size_t end = 0;
    for (const std::string_view ending : {"省", "自治区", "市", "州", "县", "区", "旗"}) {
        const auto at = text.find(ending);
        if (at != text.npos && !text.substr(at).starts_with("区块")) end = std::max(end, at + ending.size());
    }
    return end;
}

}  // namespace

void AttributeValues::put(AttributeKind kind, AttributeType from, std::string_view value) {
    values_.push_back({kind, from, Sensitive(value)});
}

bool AttributeValues::has(AttributeKind kind) const {
    return std::any_of(values_.begin(), values_.end(), [&](const auto& value) { return value.kind == kind; });
}

void AttributeValues::add_birth(int year, int month, int day, AttributeType from) {
    put(birth_year, from, number(year, 4));
    if (month > 0) put(birth_month, from, number(year * 100 + month, 6));
    if (month > 0 && day > 0) put(birth_date, from, number((year * 100 + month) * 100 + day, 8));
}

void AttributeValues::add_id(std::string_view pattern) {
    if (pattern.size() != 18) return;
    const auto piece = [&](AttributeKind kind, std::size_t at, std::size_t size) {
        if (shown(pattern.substr(at, size))) put(kind, AttributeType::id, pattern.substr(at, size));
    };
    piece(id_full, 0, 18);
    piece(id_front6, 0, 6), piece(id_front4, 0, 4), piece(id_front2, 0, 2);
    piece(id_last4, 14, 4), piece(id_last3, 15, 3), piece(id_last2, 16, 2);
    const auto part = [&](std::size_t at, std::size_t size) { return shown(pattern.substr(at, size)) ? std::atoi(std::string(pattern.substr(at, size)).c_str()) : 0; };
    if (const int year = part(6, 4)) add_birth(year, part(10, 2), part(12, 2), AttributeType::id);
    if (pattern[16] != '*') put(AttributeKind::sex, AttributeType::id, (pattern[16] - '0') % 2 == 1 ? "1" : "2");
}

void AttributeValues::add_phone(std::string_view pattern) {
    if (pattern.size() != 11) return;
    if (shown(pattern)) put(phone_full, AttributeType::phone, pattern);
    const auto front = pattern.substr(0, 3), last = pattern.substr(7);
    if (shown(front) && shown(last)) put(phone_front3_last4, AttributeType::phone, std::string(front) + std::string(last));
    if (shown(last)) put(phone_last4, AttributeType::phone, last);
}

void AttributeValues::add_bank(std::string_view pattern) {
    if (pattern.size() < 8) return;
    if (shown(pattern)) put(bank_full, AttributeType::bank, pattern);
    if (shown(pattern.substr(pattern.size() - 4))) put(bank_last4, AttributeType::bank, pattern.substr(pattern.size() - 4));
}

// 张三丰; 张某某 tells the surname, 张** its length as well.
void AttributeValues::add_name(std::string_view name) {
    const auto text = loose(name);
    const auto surname = surname_size(text);
    const auto length = length_of(text);
    if (length < 2 || length > 12 || !is_han(decode_utf8(text, 0).value)) return;
    const bool somebody = holds(text, {"某"}), covered = holds(text, {"*", "×", "x", "○", "〇", "□", "█", "■", "●", "▓", "∗", "◆", "◇", "_", "?", "…"});
    if (!somebody && !covered) {
        if (surname == 0 && length > 4 && text.find("·") == text.npos) return;
        put(name_full, AttributeType::name, text);
    }
    const auto first = surname > 0 ? text.substr(0, surname) : text.substr(0, decode_utf8(text, 0).size);
    if (!somebody) put(name_shape, AttributeType::name, first + "/" + std::to_string(length));
    put(name_surname, AttributeType::name, first);
}

void AttributeValues::add_place(std::string_view address) {
    const auto text = loose(address);
    std::vector<int> counties;
    for (const int code : regions_named_in(text)) {
        if (code % 100 != 0) counties.push_back(code);
    }
    if (counties.size() == 1) put(place_county, AttributeType::place, number(counties[0], 6));
    const auto above = above_town(text);
    const auto town = named_place(text, above, {"街道", "镇", "乡"});
    if (town.end > 0) put(place_town, AttributeType::place, town.name);
    const auto village = named_place(text, std::max(town.end, above), {"村", "社区", "居委会"});
    if (village.end > 0) put(place_village, AttributeType::place, town.name + village.name);
    const auto door = text.find_first_of("0123456789", std::max(village.end, town.end));
    const bool numbered = door != text.npos && holds(std::string_view(text).substr(door), {"号", "室", "组", "栋", "幢", "单元"});
    if (numbered) put(place_door, AttributeType::place, std::string_view(text).substr(above));
}

void AttributeValues::add_coordinate(std::string_view text) {
    std::vector<double> numbers;
    for (std::size_t at = 0; at < text.size() && numbers.size() < 2;) {
        const auto begin = text.find_first_of("0123456789", at);
        if (begin == text.npos) break;
        const auto end = std::min(text.find_first_not_of("0123456789.", begin), text.size());
        numbers.push_back(std::atof(std::string(text.substr(begin, end - begin)).c_str()));
        at = end;
    }
    if (numbers.size() < 2) return;
    const auto rounded = [&](double steps) {
        auto low = std::llround(numbers[0] * steps), high = std::llround(numbers[1] * steps);
        if (low > high) std::swap(low, high);  // in China the longitude is the greater one, whichever stands first
        return std::to_string(low) + "/" + std::to_string(high);
    };
    put(coordinate_point, AttributeType::coordinate, rounded(10000));
    put(coordinate_cell, AttributeType::coordinate, rounded(100));
}

void AttributeValues::add_known(const KnownOfPerson& known) {
    if (known.years.size() == 1) add_birth(known.years[0], known.month.value_or(0), known.day.value_or(0), AttributeType::birth);
    if (known.years.size() == 2) put(birth_age, AttributeType::birth, number(known.years[0], 4));
    if (known.male) put(AttributeKind::sex, AttributeType::sex, *known.male ? "1" : "2");
    if (known.regions.size() == 1 && known.regions[0] % 100 != 0) put(place_county, AttributeType::place, number(known.regions[0], 6));
}

void AttributeValues::add_field(std::string_view label, std::string_view told) {
    const auto value = loose(told);
    if (value.empty()) return;
    const bool of_somebody = holds(label, {"对象", "申请人", "领取人", "受益人", "当事人", "受助人", "被救助人", "患者", "学生"});
    if (const auto end = told_end_of_id(label, upper_x(value))) add_id(*end);
    else if (holds(label, {"姓名", "户主", "户名"})) add_name(value);
    else if (of_somebody && surname_size(value) > 0 && length_of(value) <= 4) add_name(value);
    else if (holds(label, {"住址", "地址", "户籍", "籍贯", "乡镇", "镇街", "街镇", "乡(镇)", "街道", "社区", "村", "住所", "所在镇", "所在乡", "行政区划", "地区", "区域", "属地", "辖区"})) add_place(value);
    else if (holds(label, {"小区", "楼盘", "居住区"}) && said(value)) put(place_village, AttributeType::place, value);
    else if (holds(label, {"病种", "疾病", "病名", "诊断", "残疾", "症状", "健康状况", "大病", "患病", "病情", "疾患", "病因", "慢性病", "致残", "伤残", "残障", "残情", "diagnosis"}) && said(value)) put(health_condition, AttributeType::health, value);
    else if (holds(label, {"工作单位", "用人单位", "所在单位", "就读学校", "学校", "班级", "年级", "单位", "部门", "科室", "employer"}) && !holds(label, {"计量", "金额", "单位:"}) && said(value)) put(employer_name, AttributeType::employer, value);
    else if (holds(label, {"设施", "点位", "站点", "仓库", "facility"}) && said(value)) put(facility_name, AttributeType::facility, value);
    else if (holds(label, {"坐标", "经纬度", "coordinate"})) add_coordinate(told);
    else if (holds(label, {"经度", "longitude"})) longitude_ = value;
    else if (holds(label, {"纬度", "latitude"})) latitude_ = value;
    else if (holds(label, {"案号"}) && said(value)) put(case_full, AttributeType::case_number, value);
    else if (holds(label, {"值守人数", "警卫人数", "守卫人数", "值班人数", "人员编制"})) put(count_people, AttributeType::count, value);
    else if (is_town(value)) add_place(value);
}

bool AttributeValues::add(const Finding& finding) {
    const auto& rule = finding.rule;
    const auto text = finding.excerpt.reveal();
    if (is_masked(finding)) {
        const auto pattern = masked_pattern(finding);
        if (!pattern) return false;
        const auto kind = masked_kind(rule);
        if (kind == "resident-id") add_id(*pattern);
        else if (kind == "mobile") add_phone(*pattern);
        else add_bank(*pattern);
        return true;
    }
    const auto digits = digits_of(finding);
    if (rule == "cn-identity/resident-id") add_id(digits);
    else if (rule == "cn-contact/mobile") add_phone(std::string_view(digits).substr(digits.size() > 11 ? digits.size() - 11 : 0));
    else if (rule == "cn-finance/bank-card" || rule == "cn-finance/account") add_bank(digits);
    else if (rule == "cn-person/name" || rule == "cn-person/responsible-person" || rule == "cn-person/masked-name") add_name(text);
    else if (rule == "cn-contact/address") add_place(text);
    else if (rule == "cn-vehicle/plate") put(plate_full, AttributeType::plate, loose(text));
    else if (rule == "cn-person/health") put(health_condition, AttributeType::health, loose(text));
    else if (rule.starts_with("cn-identity/") || rule == "cn-vehicle/vin") put(document_full, AttributeType::document, loose(text));
    else return false;
    return true;
}

std::vector<AttributeValue> AttributeValues::take() {
    if (!longitude_.empty() && !latitude_.empty()) add_coordinate(longitude_ + " " + latitude_);
    const auto less = [](const AttributeValue& a, const AttributeValue& b) {
        return std::pair(a.kind, a.value.reveal()) < std::pair(b.kind, b.value.reveal());
    };
    const auto same = [](const AttributeValue& a, const AttributeValue& b) { return a.kind == b.kind && a.from == b.from && a.value.reveal() == b.value.reveal(); };
    std::stable_sort(values_.begin(), values_.end(), less);
    values_.erase(std::unique(values_.begin(), values_.end(), same), values_.end());
    return std::move(values_);
}

}  // namespace review
