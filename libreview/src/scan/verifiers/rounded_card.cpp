#include "scan/rounded.hpp"
#include "scan/verifier.hpp"

namespace review {

// Cards of UnionPay have 16 to 19 digits: 6.22202100000001E+18.
std::optional<Verdict> verify_rounded_card(const Candidate& candidate) {
    constexpr std::size_t with_issuer = 6, with_number = 12;
    constexpr int least = 15, most = 18;
    const auto rounded = rounded_number(candidate);
    if (!rounded || rounded->exponent < least || rounded->exponent > most || rounded->digits.size() < with_issuer) return {};
    Verdict verdict{rounded->begin, rounded->end, Likelihood::possible, {"rounded"}, {}};
    const bool label = note_label(candidate, verdict) || candidate.begin < candidate.end;
    if (label) return verdict;
    return rounded->digits.starts_with("62") && rounded->digits.size() >= with_number ? std::optional(verdict) : std::nullopt;
}

}  // namespace review
