#include "scan/masked_run.hpp"

namespace review {

std::optional<Verdict> verify_masked_resident_id(const Candidate& candidate) { return verify_masked(candidate, masked_resident_id); }

}  // namespace review
