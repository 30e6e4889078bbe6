#include "format/ofd/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "format/ofd/member_tree.hpp"

namespace review {
namespace {

constexpr double most = 1e7;
constexpr std::size_t longest_whole = 7, longest_number = 24;

std::string_view next_word(std::string_view& text) {
    text = ofd_trimmed(text);
    std::size_t end = 0;
    while (end < text.size() && !is_xml_blank(text[end])) ++end;
    const auto word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
}

std::optional<double> number(std::string_view word) {
    if (word.starts_with('+')) word.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(value) || std::abs(value) > most) return std::nullopt;
    return value;
}

bool is_measure_word(std::string_view word) {
    if (word.empty() || word.size() > longest_number) return false;
    if (word.front() == '-' || word.front() == '+') word.remove_prefix(1);
    const auto power = std::min(word.find_first_of("eE"), word.size());
    const auto exponent = word.substr(power);
    if (exponent.size() > 4 || exponent.find_first_not_of("eE-+0123456789") != exponent.npos) return false;
    word = word.substr(0, power);
    const auto point = std::min(word.find('.'), word.size());
    const auto digits = [](std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; };
    return word.size() > 0 && point <= longest_whole && digits(word.substr(0, point)) && (point == word.size() || digits(word.substr(point + 1)));
}

}  // namespace

std::optional<std::vector<double>> ofd_numbers(std::string_view text) {
    std::vector<double> values;
    for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
        const auto value = number(word);
        if (!value) return std::nullopt;
        values.push_back(*value);
    }
    return values;
}

std::optional<std::vector<double>> ofd_deltas(std::string_view text, std::size_t wanted) {
    std::vector<double> values;
    for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
        double times = 1;
        if (word == "g") {
            const auto count = number(next_word(text).substr(0, 32));
            // More than there are characters is one of the ways to write "all of them".
            times = count.value_or(static_cast<double>(wanted));
            if (times < 0 || times != std::floor(times)) return std::nullopt;
            word = next_word(text);
        }
        const auto value = number(word);
        if (!value) return std::nullopt;
        for (; times > 0 && values.size() < wanted; --times) values.push_back(*value);
    }
    if (!values.empty()) values.resize(wanted, values.back());
    return values;
}

std::optional<OfdBox> ofd_box(std::string_view text) {
    const auto values = ofd_numbers(text);
    if (!values || values->size() != 4) return std::nullopt;
    return OfdBox{(*values)[0], (*values)[1], (*values)[2], (*values)[3]};
}

std::optional<pdf::Matrix> ofd_matrix(std::string_view text) {
    const auto values = ofd_numbers(text);
    if (!values || values->size() != 6) return std::nullopt;
    const auto& v = *values;
    return pdf::Matrix{v[0], v[1], v[2], v[3], v[4], v[5]};
}

std::string ofd_number(double value, int decimals) {
    char buffer[48];
    const int size = std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    std::string text(buffer, static_cast<std::size_t>(std::max(size, 0)));
    if (text.find('.') != text.npos) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" || text.empty() ? "0" : text;
}

bool is_ofd_measure(std::string_view text) {
    for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
        if (word != "g" && !is_measure_word(word)) return false;
    }
    return true;
}

bool is_ofd_path(std::string_view text) {
    for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
        const bool letter = word.size() == 1 && std::string_view("SMLQBAC").find(word.front()) != std::string_view::npos;
        if (!letter && !is_measure_word(word)) return false;
    }
    return true;
}

}  // namespace review
