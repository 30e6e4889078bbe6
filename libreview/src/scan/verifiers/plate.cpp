#include <algorithm>

#include "scan/characters.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

bool letter(char byte) { return byte >= 'A' && byte <= 'Z'; }

// GA 36-2018, 6.2: five characters, at most two of them letters; new-energy vehicles have six, with D or F and its
// successors first (small) or last (large).
bool serial_fits(std::string_view serial) {
    const auto digits = std::count_if(serial.begin(), serial.end(), is_digit);
    if (serial.size() == 4) return digits >= 2;  // an ideograph is the fifth
    if (serial.size() == 5) return digits >= 3;
    if (serial.size() != 6) return false;
    const auto energy = [](char byte) { return byte >= 'A' && byte <= 'K'; };
    if (energy(serial[0]) && std::all_of(serial.begin() + 2, serial.end(), is_digit)) return true;
    return energy(serial[5]) && std::all_of(serial.begin(), serial.begin() + 5, is_digit);
}

}  // namespace

// The matcher saw province, letter and some of the serial.
std::optional<Verdict> verify_plate(const Candidate& candidate) {
    constexpr std::string_view last[] = {"学", "警", "挂", "港", "澳", "试", "超", "领", "使"};
    const std::string_view text = candidate.text();
    std::size_t serial_end = candidate.end;
    while (serial_end < text.size() && (is_digit(text[serial_end]) || letter(text[serial_end]))) ++serial_end;
    std::size_t serial = serial_end;
    while (serial > 0 && serial_end - serial < 8 && (is_digit(text[serial - 1]) || letter(text[serial - 1]))) --serial;
    std::size_t city = serial;
    // 鄂C12345 has its letter in the same run, 鄂C·12345 before the dot.
    const CodePoint before = decode_utf8_before(text, serial);
    if (before.value == 0xb7 || before.value == 0x2022 || before.value == '.' || before.value == ' ' || before.value == '-') {
        city = serial - before.size - 1;
        const bool own_letter = serial >= before.size + 4 && letter(text[city]);
        if (!own_letter && before.value != ' ') return {};
        if (!own_letter) city = serial, ++serial;  // 鄂 C12345
    } else {
        serial = city + 1;
    }
    // 京 A12345: only where a label says what it is.
    const bool apart = city > 3 && text[city - 1] == ' ';
    const std::size_t begin = city - std::min<std::size_t>(city, apart ? 4 : 3);
    std::size_t end = serial_end;
    const std::string_view number = text.substr(serial, serial_end - serial);
    if (!serial_fits(number)) return {};
    bool ideograph = false;
    for (const auto word : last) {
        if (text.substr(end).starts_with(word)) end += word.size(), ideograph = true;
    }
    if (number.size() == 4 ? !ideograph : ideograph) {
        if (number.size() == 4) return {};
        end = serial_end;
    }
    Verdict verdict{begin, end, Likelihood::likely, {"serial"}, {}};
    if (note_label(candidate, verdict)) verdict.likelihood = Likelihood::certain;
    else if (apart) return {};
    return verdict;
}

}  // namespace review
