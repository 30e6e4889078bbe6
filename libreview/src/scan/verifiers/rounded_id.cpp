#include "scan/identity.hpp"
#include "scan/rounded.hpp"
#include "scan/verifier.hpp"

namespace review {

// GB 11643-1999: eighteen digits. What a program for sheets shows of them: 4.20302199001010E+17.
std::optional<Verdict> verify_rounded_id(const Candidate& candidate) {
    constexpr std::size_t with_region = 6, with_year = 10, with_day = 14;
    constexpr int eighteen = 17;
    const auto rounded = rounded_number(candidate);
    if (!rounded || rounded->exponent != eighteen || rounded->digits.size() < with_region) return {};
    const std::string_view digits = rounded->digits;
    const Region where = region(static_cast<std::uint32_t>(number_of(digits.substr(0, 6))));
    if (where == Region::never) return {};
    Verdict verdict{rounded->begin, rounded->end, Likelihood::possible, {"rounded", evidence_of(where)}, {}};
    const bool day = digits.size() >= with_day;
    if (day && !past_date(number_of(digits.substr(6, 4)), number_of(digits.substr(10, 2)), number_of(digits.substr(12, 2)))) return {};
    if (!day && digits.size() >= with_year && !past_date(number_of(digits.substr(6, 4)), 1, 1)) return {};
    note_label(candidate, verdict);
    if (day) verdict.evidence.emplace_back("date"), verdict.likelihood = Likelihood::likely;
    return verdict;
}

}  // namespace review
