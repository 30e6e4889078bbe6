#include "scan/masked_run.hpp"

namespace review {

// 身份证后四位: 0015, in words or over a column: as a mask that shows so much.
std::optional<Verdict> verify_told_id_end(const Candidate& candidate) { return verify_told_end(candidate, told_end_of_id); }

}  // namespace review
