#include "scan/masked_run.hpp"

namespace review {

std::optional<Verdict> verify_masked_bank_card(const Candidate& candidate) { return verify_masked(candidate, masked_bank_card); }

}  // namespace review
