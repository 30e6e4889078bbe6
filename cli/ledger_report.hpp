#pragma once

#include <string>

#include <review/aggregation_rekey.hpp>
#include <review/ledger_check.hpp>
#include <review/ledger_register.hpp>

namespace cli {

// What `review ledger` tells a person.
std::string register_text(const std::vector<review::RegisterRow>& rows);
std::string entries_text(const review::Ledger& ledger);  // of every kind, oldest first
std::string check_text(const std::string& path, const review::LedgerCheck& seen);

std::string rescanned_text(const std::string& ledger, const review::RescannedRelease& seen);
std::string rescan_counts_text(const review::RescanCounts& counts);
std::string rekeyed_text(const review::RekeyedRelease& one);

}  // namespace cli
