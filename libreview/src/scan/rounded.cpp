#include "scan/rounded.hpp"

#include <algorithm>
#include <iterator>

namespace review {
namespace {

bool is_mantissa_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool goes_on_number(char byte) { return is_mantissa_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '.'; }

}  // namespace

std::optional<Rounded> rounded_number(const Candidate& candidate) {
    constexpr std::size_t longest = 30;
    const auto text = candidate.text();
    Rounded number;
    auto at = number.end = candidate.end;
    if (at < 2 || !is_mantissa_digit(text[at - 1]) || !is_mantissa_digit(text[at - 2]) || (at < text.size() && goes_on_number(text[at]))) return {};
    number.exponent = 10 * (text[at - 2] - '0') + (text[at - 1] - '0');
    at -= 2;
    if (at > 0 && text[at - 1] == '+') --at;
    if (at == 0 || (text[at - 1] | 0x20) != 'e') return {};
    const auto mantissa_end = --at;
    while (at > 0 && mantissa_end - at < longest && (is_mantissa_digit(text[at - 1]) || text[at - 1] == '.')) --at;
    number.begin = at;
    const auto mantissa = text.substr(at, mantissa_end - at);
    if (mantissa.size() < 3 || mantissa[1] != '.' || mantissa[0] == '0' || std::count(mantissa.begin(), mantissa.end(), '.') != 1) return {};
    if (at > 0 && goes_on_number(text[at - 1])) return {};
    std::copy_if(mantissa.begin(), mantissa.end(), std::back_inserter(number.digits), is_mantissa_digit);
    return number;
}

}  // namespace review
