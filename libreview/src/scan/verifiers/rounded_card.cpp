#include "scan/rounded.hpp"
#include "scan/verifier.hpp"

namespace review {

// Cards of UnionPay have 16 to 19 digits: 6.22202100000001E+18.
std::optional<Verdict> verify_rounded_card(const Candidate& candidate) {
    constexpr std::size_t with_issuer = 6;
    constexpr int least = 15, most = 18;
    const auto rounded = rounded_number(candidate);
    if (!rounded || rounded->exponent < least || rounded->exponent > most || rounded->digits.size() < with_issuer) return {};
    Verdict verdict{rounded->begin, rounded->end, Likelihood::possible, {"rounded"}, {}};
    // 620 to 623: 6.241509E+18 is how many charges are in a coulomb.
    const bool union_pay = rounded->digits.starts_with("62") && rounded->digits[2] <= '3';
    return note_label(candidate, verdict) || union_pay ? std::optional(verdict) : std::nullopt;
}

}  // namespace review
