#include "scan/masked_run.hpp"

namespace review {

std::optional<Verdict> verify_masked_mobile(const Candidate& candidate) { return verify_masked(candidate, masked_mobile); }

}  // namespace review
