#include <algorithm>
#include <array>
#include <charconv>

#include "scan/verifier.hpp"

namespace review {
namespace {

// Issuer numbers of the largest banks' cards, as printed on them. Incomplete by nature.
constexpr std::array issuers{356833, 436742, 456351, 601382, 620522, 621098, 621225, 621226, 621227, 621283, 621286,
                             621483, 621660, 621661, 621663, 621665, 621700, 621785, 621799, 622155, 622188, 622202,
                             622203, 622208, 622210, 622252, 622260, 622262, 622280, 622312, 622518, 622521, 622523,
                             622568, 622575, 622588, 622609, 622622, 622630, 622666, 622680, 622690, 622700, 622845,
                             622846, 622848, 622908, 622909, 623052, 955880};

bool known_issuer(std::string_view digits) {
    int prefix = 0;
    std::from_chars(digits.data(), digits.data() + 6, prefix);
    return std::binary_search(issuers.begin(), issuers.end(), prefix);
}

// ISO/IEC 7812-1, annex B.
bool luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int doubled = (digits[digits.size() - 1 - i] - '0') * (i % 2 == 0 ? 1 : 2);
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

}  // namespace

std::optional<Verdict> verify_bank_card(const Candidate& candidate) {
    const std::string_view digits = candidate.digits();
    if (digits.back() == 'X' || digits[0] == '0') return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::possible, {}, {}};
    const bool issuer = known_issuer(digits);
    const bool union_pay = digits.starts_with("62") && digits.size() >= 16;
    const bool check = luhn(digits);
    if (candidate.crosses_line() && !(check && issuer)) return {};
    const bool label = note_label(candidate, verdict);
    if (issuer) verdict.evidence.push_back("issuer");
    verdict.evidence.push_back(check ? "luhn" : "luhn-fails");
    if (!check) return label ? std::optional(verdict) : std::nullopt;
    if (issuer) verdict.likelihood = candidate.crosses_line() ? Likelihood::likely : Likelihood::certain;
    else if (label) verdict.likelihood = Likelihood::likely;
    else if (!union_pay) return {};
    return verdict;
}

}  // namespace review
