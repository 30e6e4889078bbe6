#pragma once

#include <review/ledger_check.hpp>

namespace review {

// Compares the index of tokens with the log: every record, every link, every withdrawal and count.
void check_tokens(const Ledger::Impl& ledger, LedgerCheck& seen);

}  // namespace review
