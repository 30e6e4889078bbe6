#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/ledger_check.hpp>

namespace review {

// Verifies the time stamps over checkpoints. `times`: of the last entry of each signed size.
void check_anchors(const Ledger::Impl& ledger, const std::map<std::uint64_t, std::string>& times, const std::vector<KeptCheckpoint>& kept,
                   const std::vector<std::string>& roots, LedgerCheck& seen);

}  // namespace review
