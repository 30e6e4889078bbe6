#pragma once

#include <string>

#include <review/ledger_check.hpp>
#include <review/ledger_register.hpp>

namespace cli {

// What `review ledger` tells a person.
std::string register_text(const std::vector<review::RegisterRow>& rows);
std::string entries_text(const review::Ledger& ledger);  // of every kind, oldest first
std::string check_text(const std::string& path, const review::LedgerCheck& seen);

}  // namespace cli
