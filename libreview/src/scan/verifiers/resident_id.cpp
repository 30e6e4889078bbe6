#include "scan/identity.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

bool letter_beside(const Candidate& candidate) {
    const auto letter = [&](std::size_t at) {
        return at < candidate.text().size() && (candidate.text()[at] | 0x20) >= 'a' && (candidate.text()[at] | 0x20) <= 'z';
    };
    return letter(candidate.begin - 1) || letter(candidate.end);
}

// …14002 at the end of a line and "1、4203…" in the next one: two numbers in a cell, and no item of a list begins behind seventeen digits.
bool only_last_in_next_line(const Candidate& candidate) {
    return candidate.joints.size() == 1 && candidate.joints[0].kind == JointKind::line && candidate.joints[0].at == candidate.begin + 17 &&
           candidate.text().substr(candidate.end).starts_with("、");
}

}  // namespace

std::optional<Verdict> verify_resident_id(const Candidate& candidate) {
    const std::string_view id = candidate.digits();
    if (id.size() != 18) return {};
    const Region where = region(static_cast<std::uint32_t>(number_of(id.substr(0, 6))));
    if (where == Region::never) return {};
    if (!past_date(number_of(id.substr(6, 4)), number_of(id.substr(10, 2)), number_of(id.substr(12, 2)))) return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::certain, {}, {}};
    if (mod11_2_fits(id)) {
        verdict.evidence.push_back("checksum");
        if (where == Region::province || letter_beside(candidate)) verdict.likelihood = Likelihood::likely;
    } else {
        // Misread by a scanner, mistyped, or changed by one digit: somebody looks at it.
        if (where == Region::province || (candidate.crosses_line() && !only_last_in_next_line(candidate))) return {};
        verdict.evidence.push_back("checksum-fails");
        verdict.likelihood = Likelihood::possible;
    }
    verdict.evidence.push_back(evidence_of(where));
    verdict.evidence.push_back("date");
    note_label(candidate, verdict);
    return verdict;
}

}  // namespace review
