#include "scan/masked_run.hpp"

namespace review {

// 身份证后四位: 0015, in words or over a column: as a mask that shows so much.
std::optional<Verdict> verify_told_id_end(const Candidate& candidate) {
    const auto after = candidate.text().substr(candidate.end);
    for (const std::string_view counted : {"年", "月", "人", "名", "位", "个", "元"}) {
        if (after.starts_with(counted)) return {};
    }
    Verdict verdict{candidate.begin, candidate.end, Likelihood::possible, {"masked"}, {}};
    if (!note_label(candidate, verdict)) return {};
    for (const auto& word : verdict.evidence) {
        if (word.starts_with("label:") && told_end_of_id(std::string_view(word).substr(6), candidate.digits())) return verdict;
    }
    return {};
}

}  // namespace review
