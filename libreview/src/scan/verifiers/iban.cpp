#include <algorithm>
#include <string>
#include <utility>

#include "scan/characters.hpp"
#include "scan/check_digits.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

// ISO 13616 registry: countries and their lengths.
constexpr std::pair<std::string_view, std::size_t> lengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22}, {"BR", 29}, {"BY", 28},
    {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22},
    {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NL", 18}, {"NO", 15}, {"PK", 24},
    {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"SA", 24}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27},
    {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VG", 24}, {"XK", 20}};

}  // namespace

// The matcher saw country, check digits and four characters more, perhaps after a blank.
std::optional<Verdict> verify_iban(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    std::size_t begin = candidate.end, seen = 0;
    while (begin > 0 && seen < 8) {
        --begin;
        if (text[begin] != ' ') ++seen;
    }
    if (seen < 8 || (begin > 0 && is_alphanumeric(text[begin - 1]))) return {};
    const auto country = std::find_if(std::begin(lengths), std::end(lengths),
                                      [&](const auto& row) { return text.substr(begin).starts_with(row.first); });
    if (country == std::end(lengths)) return {};
    std::string account;
    std::size_t end = begin;
    for (; end < text.size() && account.size() < country->second; ++end) {
        if (is_alphanumeric(text[end])) account += text[end];
        else if (text[end] != ' ' || text[end - 1] == ' ') break;
    }
    if (account.size() != country->second || (end < text.size() && is_alphanumeric(text[end]))) return {};
    Verdict verdict{begin, end, Likelihood::certain, {"country"}, {}};
    const bool label = note_label(candidate, verdict);
    const bool fits = check_digits_fit(check_digits("mod97"), account.substr(4) + account.substr(0, 4));
    verdict.evidence.push_back(fits ? "checksum" : "checksum-fails");
    if (!fits) verdict.likelihood = Likelihood::possible;
    return fits || label ? std::optional(verdict) : std::nullopt;
}

}  // namespace review
