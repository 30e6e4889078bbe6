#include "base/colour.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <utility>

namespace review {
namespace {

std::optional<int> hex_number(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

// "rgb(0,0,0)", "rgba(0 0 0 / 100%)": three numbers; with a fourth only what covers.
std::optional<Rgb> numbered_colour(std::string_view words) {
    const auto begin = words.find('('), end = words.find(')');
    if (begin == words.npos || end == words.npos || end < begin) return std::nullopt;
    std::array<double, 4> numbers{0, 0, 0, 1};
    std::size_t count = 0;
    for (auto at = begin + 1; at < end;) {
        if (std::string_view("0123456789.").find(words[at]) == std::string_view::npos) {
            ++at;
            continue;
        }
        if (count == numbers.size()) return std::nullopt;
        const auto stop = std::min(words.find_first_not_of("0123456789.", at), end);
        numbers[count] = std::strtod(std::string(words.substr(at, stop - at)).c_str(), nullptr);
        if (words[stop] == '%') numbers[count] *= count < 3 ? 2.55 : 0.01;
        ++count;
        at = stop;
    }
    if (count < 3 || numbers[3] < 0.9) return std::nullopt;
    return Rgb{static_cast<int>(std::min(numbers[0], 255.0)), static_cast<int>(std::min(numbers[1], 255.0)), static_cast<int>(std::min(numbers[2], 255.0))};
}

}  // namespace

std::optional<Rgb> hex_colour(std::string_view digits) {
    if (digits.size() == 8) digits.remove_prefix(2);
    const auto number = digits.size() == 6 ? hex_number(digits) : std::nullopt;
    if (!number) return std::nullopt;
    return Rgb{*number >> 16, *number >> 8 & 0xff, *number & 0xff};
}

std::optional<Rgb> written_colour(std::string_view words) {
    static constexpr std::array<std::pair<std::string_view, Rgb>, 10> names{{{"black", black_ink}, {"white", white_ink}, {"darkblue", {0, 0, 139}},
        {"darkred", {139, 0, 0}}, {"navy", {0, 0, 128}}, {"snow", {255, 250, 250}}, {"windowtext", black_ink}, {"window", white_ink},
        {"canvas", white_ink}, {"canvastext", black_ink}}};
    if (words.starts_with('#')) {
        const auto digits = words.substr(1);
        if (digits.size() != 3) return digits.size() == 6 ? hex_colour(digits) : std::nullopt;
        const auto number = hex_number(digits);
        if (!number) return std::nullopt;
        return Rgb{(*number >> 8) * 17, (*number >> 4 & 15) * 17, (*number & 15) * 17};
    }
    if (words.starts_with("rgb")) return numbered_colour(words);
    const auto known = std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == words; });
    return known == names.end() ? std::nullopt : std::optional(known->second);
}

bool is_same_colour(const Rgb& one, const Rgb& other) {
    constexpr int seen = 24;  // of 255
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (std::abs(one[i] - other[i]) > seen) return false;
    }
    return true;
}

bool is_dark(const Rgb& colour) { return 299 * colour[0] + 587 * colour[1] + 114 * colour[2] < 1000 * 64; }
bool is_white(const Rgb& colour) { return is_same_colour(colour, white_ink); }

}  // namespace review
