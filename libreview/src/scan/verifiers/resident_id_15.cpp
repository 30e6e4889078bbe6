#include "scan/identity.hpp"
#include "scan/verifier.hpp"

namespace review {

// GB 11643-1989: two digits of the year, no check digit, so that the label has to speak for it.
std::optional<Verdict> verify_resident_id_15(const Candidate& candidate) {
    const std::string_view id = candidate.digits();
    if (id.size() != 15 || id.back() == 'X') return {};
    // Two numbers one below the other are no one, unless a label says so.
    if (candidate.crosses_line() && (candidate.joints.size() > 1 || candidate.label_before(candidate.begin).empty())) return {};
    const Region where = region(static_cast<std::uint32_t>(number_of(id.substr(0, 6))));
    if (where == Region::never || where == Region::province) return {};
    if (!past_date(1900 + number_of(id.substr(6, 2)), number_of(id.substr(8, 2)), number_of(id.substr(10, 2)))) return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::possible, {}, {}};
    verdict.evidence.push_back(evidence_of(where));
    verdict.evidence.push_back("date");
    if (note_label(candidate, verdict)) verdict.likelihood = Likelihood::likely;
    return verdict;
}

}  // namespace review
