#include <catch2/catch.hpp>

#include <cmath>

#include "scan/known_of_person.hpp"
#include "scan/mask_strength.hpp"

using namespace review;

namespace {

KnownOfPerson born(int year, int month = 0, int day = 0, int region = 0) {
    KnownOfPerson known;
    known.years = {year};
    if (month > 0) known.month = month;
    if (day > 0) known.day = day;
    if (region > 0) known.regions = {region};
    return known;
}

// The table of the design counts people, whose check digits are evenly spread: the mean over all eleven check digits
// that a mask may show.
double mean(std::string pattern, const KnownOfPerson& known) {
    if (pattern.back() == '*') return static_cast<double>(resident_id_candidates(pattern, known));
    double sum = 0;
    for (const char check : std::string_view("0123456789X")) {
        pattern.back() = check;
        sum += static_cast<double>(resident_id_candidates(pattern, known));
    }
    return sum / 11;
}

// Whether a figure rounds to what is written: 3,154 exactly, 3.2 M or 34 k to its last digit. One person is the least
// that a mask hides.
bool rounds_to(double figure, double written, double unit) { return std::round(std::max(figure, 1.0) / unit) * unit == Approx(written); }

struct Row {
    const char* shown;
    const char* pattern;
    double none, none_unit, year, year_unit, birth, birth_unit, county;
};

}  // namespace

TEST_CASE("masks of an ID number are as weak as the table of the design says") {
    const Row rows[] = {
        {"first 6 and last 4", "420302********0015", 3154, 1, 33, 1, 1, 1, 1},
        {"first 4 and last 4", "4203**********0015", 25236, 1, 265, 1, 1, 1, 1},
        {"first 3 and last 4", "420***********0015", 201885, 1, 2124, 1, 6, 1, 1},
        {"first 2 and last 3", "42*************015", 3.2e6, 1e5, 34e3, 1e3, 94, 1, 1},
        {"first 2 and last 2", "42**************15", 32.5e6, 1e5, 342e3, 1e3, 936, 1, 9},
        {"first and last", "4****************5", 2.0e9, 1e8, 21e6, 1e6, 58e3, 1e3, 91},
        {"last 4", "**************0015", 9.6e6, 1e5, 101e3, 1e3, 278, 1, 1},
    };
    for (const auto& row : rows) {
        INFO(row.shown);
        CHECK(rounds_to(mean(row.pattern, {}), row.none, row.none_unit));
        CHECK(rounds_to(mean(row.pattern, born(1990)), row.year, row.year_unit));
        CHECK(rounds_to(mean(row.pattern, born(1990, 1, 1)), row.birth, row.birth_unit));
        CHECK(rounds_to(mean(row.pattern, born(1990, 1, 1, 420302)), row.county, 1));
    }
    for (const auto& known : {KnownOfPerson{}, born(1990), born(1990, 1, 1), born(1990, 1, 1, 420302)}) {
        CHECK(resident_id_candidates("42030219900101****", known) == 999);
    }
}

TEST_CASE("what is counted for one mask are the very numbers that fit it") {
    CHECK(resident_id_candidates("420302********0015") == 3154);
    CHECK(resident_id_candidates("420302********0015", born(1990)) == 33);
    CHECK(resident_id_candidates("420302********0015", born(1990, 1, 1)) == 1);
    CHECK(resident_id_candidates("420302********0016", born(1990, 1, 1)) == 0);
    CHECK(resident_id_candidates("420302199001010015") == 1);
    CHECK(resident_id_candidates("420302199001010016") == 0);
}

TEST_CASE("a sex halves the serials, and a prefecture stands for its counties") {
    KnownOfPerson man;
    man.male = true;
    CHECK(resident_id_candidates("42030219900101****", man) == 500);
    man.male = false;
    CHECK(resident_id_candidates("42030219900101****", man) == 499);
    KnownOfPerson city;
    city.regions = {420300};
    CHECK(resident_id_candidates("42**************15", city) == resident_id_candidates("4203************15"));
}

TEST_CASE("a county of former times counts where the mask shows it") {
    CHECK(resident_id_candidates("420321********1236") > 3000);
    CHECK(resident_id_candidates("990302********0015") == 0);
}

TEST_CASE("what a record says of somebody else is left aside") {
    const auto strength = resident_id_strength("42030219900101****", born(1985, 5, 5));
    CHECK(strength.candidates == 999);
    CHECK(strength.given.empty());
    const auto same = resident_id_strength("420302********0015", born(1990, 1, 1));
    CHECK(same.candidates == 1);
    CHECK(same.given == std::vector<std::string>{"birth-date"});
}

TEST_CASE("phones and cards hide what their covers hide, one digit less where a check digit stands") {
    CHECK(mobile_candidates("138****1234") == 10000);
    CHECK(mobile_candidates("1**********") == 7000000000);
    CHECK(mobile_candidates("128****1234") == 0);
    CHECK(bank_card_candidates("6222********0009") == 10000000);
    CHECK(bank_card_candidates("62220210000000**") == 10);
    CHECK(bank_card_candidates("6222") == 0);
}

TEST_CASE("a record is read as a person reads it") {
    const auto row = known_of_person("姓名：张某某；性别：男；出生日期：1990-01-01；", "住址：茅箭区；");
    CHECK(row.years == std::vector<int>{1990});
    CHECK(row.month == 1);
    CHECK(row.day == 1);
    CHECK(row.male == true);
    CHECK(row.regions == std::vector<int>{420302});
    const auto prose = known_of_person("当事人李某，女，1985年\n12月3日出生，身份证号", "，住湖北省十堰市。申请日期2024年5月6日");
    CHECK(prose.years == std::vector<int>{1985});
    CHECK(prose.month == 12);
    CHECK(prose.day == 3);
    CHECK(prose.male == false);
    CHECK(prose.regions == std::vector<int>{420300});
    CHECK(known_of_person("申请日期：2024年5月6日；", "").years.empty());
    CHECK(known_of_person("本办法自1990年1月1日起生效", "").years.empty());
    CHECK(known_of_person("年龄：35；", "").years.size() == 2);
    CHECK_FALSE(known_of_person("男女老少", "").male);
}
