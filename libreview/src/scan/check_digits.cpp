#include "scan/check_digits.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "scan/characters.hpp"

namespace review {
namespace {

constexpr auto npos = std::string_view::npos;

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

// 0-9 as they are, A-Z from 10: ISO 7064, ISO 13616, GB 11714.
int value_of(char byte) { return is_digit(byte) ? byte - '0' : byte >= 'A' && byte <= 'Z' ? byte - 'A' + 10 : 0; }

template <std::size_t Size>
int weighted(std::string_view text, const std::array<int, Size>& weights) {
    int sum = 0;
    for (std::size_t i = 0; i < Size; ++i) sum += value_of(text[i]) * weights[i];
    return sum;
}

// ISO/IEC 7812-1, annex B.
bool luhn(std::string_view text) {
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int doubled = value_of(text[text.size() - 1 - i]) * (i % 2 == 0 ? 1 : 2);
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return text.size() > 1 && all_digits(text) && sum % 10 == 0;
}

// ISO 6166: letters are two digits each, then Luhn.
bool isin(std::string_view text) {
    std::string digits;
    for (const char byte : text) digits += std::to_string(value_of(byte));
    return text.size() == 12 && luhn(digits);
}

// ISO 7064 MOD 97-10: LEI (ISO 17442), IBAN with its first four characters last (ISO 13616).
bool mod97(std::string_view text) {
    int rest = 0;
    for (const char byte : text) rest = (rest * (is_digit(byte) ? 10 : 100) + value_of(byte)) % 97;
    return rest == 1;
}

// ISO 7064 MOD 11,10: 工商行政管理市场主体注册号编制规则 GS 15-2006.
bool mod11_10(std::string_view text) {
    int product = 10;
    for (const char byte : text.substr(0, text.size() - 1)) {
        const int sum = (product + value_of(byte)) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return all_digits(text) && (product + value_of(text.back())) % 10 == 1;
}

// GB 11714-1997, 3.
bool organisation(std::string_view text) {
    if (text.size() != 9) return false;
    const int check = 11 - weighted(text, std::array{3, 7, 9, 10, 5, 8, 4, 2}) % 11;
    return text[8] == (check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check));
}

// Taiwan: the letter is a two-digit number, in the order in which counties were numbered.
bool tw_id(std::string_view text) {
    constexpr std::string_view order = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    const auto place = order.find(text[0]);
    if (text.size() != 10 || place == npos) return false;
    const int letter = static_cast<int>(place) + 10;
    const int sum = letter / 10 + letter % 10 * 9 + weighted(text.substr(1), std::array{8, 7, 6, 5, 4, 3, 2, 1, 1});
    return sum % 10 == 0;
}

// Hong Kong: modulus 11 over two letters (or a blank, 36), six digits and the check character.
bool hk_id(std::string_view text) {
    if (text.size() != 8 && text.size() != 9) return false;
    const std::size_t letters = text.size() - 7;
    int sum = letters == 1 ? 36 * 9 + value_of(text[0]) * 8 : value_of(text[0]) * 9 + value_of(text[1]) * 8;
    for (std::size_t i = 0; i < 6; ++i) sum += value_of(text[letters + i]) * static_cast<int>(7 - i);
    const char check = text.back();
    if (!is_digit(check) && check != 'A') return false;
    return (sum + (check == 'A' ? 10 : value_of(check))) % 11 == 0;
}

// GB 16735-2019, annex A; ISO 3779 has the same.
bool vin(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ", values = "12345678123457923456789";
    constexpr std::array weights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    if (text.size() != weights.size()) return false;
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto place = letters.find(text[i]);
        if (!is_digit(text[i]) && place == npos) return false;
        sum += (is_digit(text[i]) ? text[i] - '0' : values[place] - '0') * weights[i];
    }
    return text[8] == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

// ICAO 9303-3, 4.9: weights 7, 3, 1; '<' is 0.
bool icao_digit(std::string_view field, char check) {
    constexpr std::array weights{7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < field.size(); ++i) sum += value_of(field[i]) * weights[i % 3];
    return check == static_cast<char>('0' + sum % 10) || (check == '<' && sum == 0);
}

// ICAO 9303-4, 4.2.2: the lower line, as far as it is there: document, birth, expiry.
bool mrz(std::string_view text) {
    if (text.size() < 20 || !icao_digit(text.substr(0, 9), text[9]) || !icao_digit(text.substr(13, 6), text[19])) return false;
    return text.size() < 28 || icao_digit(text.substr(21, 6), text[27]);
}

// NHS Data Dictionary: modulus 11, weights 10 to 2.
bool nhs(std::string_view text) {
    if (text.size() != 10 || !all_digits(text)) return false;
    const int check = 11 - weighted(text, std::array{10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return check != 10 && check % 11 == text[9] - '0';
}

// Social Security Administration, 2011: no number begins with 000, 666 or 9, no group is all zeros.
bool us_ssn(std::string_view text) {
    if (text.size() != 9 || !all_digits(text) || text[0] == '9') return false;
    return text.substr(0, 3) != "000" && text.substr(0, 3) != "666" && text.substr(3, 2) != "00" && text.substr(5) != "0000";
}

// American Bankers Association: weights 3, 7, 1.
bool us_routing(std::string_view text) {
    return text.size() == 9 && all_digits(text) && weighted(text, std::array{3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

// Singapore: modulus 11, the letter depends on the century.
bool sg_nric(std::string_view text) {
    if (text.size() != 9) return false;
    const int sum = weighted(text.substr(1), std::array{2, 7, 6, 5, 4, 3, 2});
    const auto at = static_cast<std::size_t>((sum + (text[0] == 'T' || text[0] == 'G' ? 4 : text[0] == 'M' ? 3 : 0)) % 11);
    const std::string_view letters = text[0] == 'S' || text[0] == 'T' ? "JZIHGFEDCBA" : text[0] == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
    return text[8] == letters[text[0] == 'M' ? 10 - at : at];
}

// Korea: modulus 11; numbers issued since October 2020 have none and are only `possible`.
bool kr_rrn(std::string_view text) {
    if (text.size() != 13 || !all_digits(text)) return false;
    return (11 - weighted(text, std::array{2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11) % 10 == text[12] - '0';
}

// Japan, My Number: modulus 11.
bool jp_my_number(std::string_view text) {
    if (text.size() != 12 || !all_digits(text)) return false;
    const int rest = weighted(text, std::array{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest <= 1 ? 0 : 11 - rest) == text[11] - '0';
}

// Spain, DNI: the letter is the number modulo 23.
bool es_dni(std::string_view text) {
    int rest = 0;
    for (const char byte : text.substr(0, text.size() - 1)) rest = (rest * 10 + value_of(byte)) % 23;
    return text.size() == 9 && all_digits(text.substr(0, 8)) && std::string_view("TRWAGMYFPDXBNJZSQVHLCKE")[static_cast<std::size_t>(rest)] == text[8];
}

// France, NIR: 97 less the number modulo 97.
bool fr_nir(std::string_view text) {
    if (text.size() != 15 || !all_digits(text)) return false;
    long long number = 0;
    for (const char byte : text.substr(0, 13)) number = number * 10 + value_of(byte);
    return 97 - number % 97 == value_of(text[13]) * 10 + value_of(text[14]);
}

// Brazil, CPF: two check digits modulo 11.
bool br_cpf(std::string_view text) {
    if (text.size() != 11 || !all_digits(text) || text.find_first_not_of(text[0]) == npos) return false;
    const auto fits = [&](std::size_t count) {
        int sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += value_of(text[i]) * static_cast<int>(count + 1 - i);
        return sum * 10 % 11 % 10 == value_of(text[count]);
    };
    return fits(9) && fits(10);
}

constexpr std::pair<std::string_view, CheckDigits> rules[] = {
    {"br_cpf", br_cpf}, {"es_dni", es_dni}, {"fr_nir", fr_nir}, {"hk_id", hk_id}, {"isin", isin},
    {"jp_my_number", jp_my_number}, {"kr_rrn", kr_rrn}, {"luhn", luhn}, {"mod11_10", mod11_10}, {"mod97", mod97},
    {"mrz", mrz}, {"nhs", nhs}, {"organisation", organisation}, {"sg_nric", sg_nric}, {"tw_id", tw_id},
    {"us_routing", us_routing}, {"us_ssn", us_ssn}, {"vin", vin}};

}  // namespace

CheckDigits check_digits(std::string_view name) {
    for (const auto& [known, rule] : rules) {
        if (known == name) return rule;
    }
    return nullptr;
}

bool check_digits_fit(CheckDigits rule, std::string_view written) {
    std::string plain;
    for (const char byte : written) {
        if (is_digit(byte) || (byte >= 'A' && byte <= 'Z') || byte == '<') plain += byte;
        else if (byte >= 'a' && byte <= 'z') plain += static_cast<char>(byte - 'a' + 'A');
    }
    return !plain.empty() && rule(plain);
}

}  // namespace review
