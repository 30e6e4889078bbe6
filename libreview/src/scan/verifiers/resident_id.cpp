#include <array>

#include "scan/identity.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

// GB 11643-1999, 4.2.4: ISO 7064 MOD 11-2.
bool check_digit_fits(std::string_view id) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (id[i] - '0');
    return "10X98765432"[sum % 11] == id[17];
}

bool letter_beside(const Candidate& candidate) {
    const auto letter = [&](std::size_t at) {
        return at < candidate.text().size() && (candidate.text()[at] | 0x20) >= 'a' && (candidate.text()[at] | 0x20) <= 'z';
    };
    return letter(candidate.begin - 1) || letter(candidate.end);
}

}  // namespace

std::optional<Verdict> verify_resident_id(const Candidate& candidate) {
    const std::string_view id = candidate.digits();
    if (id.size() != 18) return {};
    const Region where = region(static_cast<std::uint32_t>(number_of(id.substr(0, 6))));
    if (where == Region::never) return {};
    if (!past_date(number_of(id.substr(6, 4)), number_of(id.substr(10, 2)), number_of(id.substr(12, 2)))) return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::certain, {}, {}};
    if (check_digit_fits(id)) {
        verdict.evidence.push_back("checksum");
        if (where == Region::province || letter_beside(candidate)) verdict.likelihood = Likelihood::likely;
    } else {
        // Misread by a scanner, mistyped, or changed by one digit: somebody looks at it.
        if (where == Region::province || candidate.crosses_line()) return {};
        verdict.evidence.push_back("checksum-fails");
        verdict.likelihood = Likelihood::possible;
    }
    verdict.evidence.push_back(evidence_of(where));
    verdict.evidence.push_back("date");
    note_label(candidate, verdict);
    return verdict;
}

}  // namespace review
