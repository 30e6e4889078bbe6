#pragma once

#include <string>
#include <string_view>

#include <review/ledger_entry.hpp>

namespace review {

// JSON of the ledger (docs/ledger.md). Every reader throws Errc::bad_config for what it does not know, without quoting it.

// RFC 8785 for one object without fractions: keys in order, no blanks, one line. Equal keys, numbers beyond 2^53 and text
// that is no UTF-8 are refused.
std::string canonical_json(std::string_view json);

// An entry by its text(), byte for byte.
LedgerEntry entry_from_json(std::string_view text);

std::string proof_json(const InclusionProof& proof);
InclusionProof inclusion_from_json(std::string_view json);
std::string proof_json(const ConsistencyProof& proof);
ConsistencyProof consistency_from_json(std::string_view json);

// Bodies of entries.
std::string body_json(const ReleaseRecord& record);
ReleaseRecord release_from_json(std::string_view body);
std::string body_json(const WithdrawalRecord& record);
WithdrawalRecord withdrawal_from_json(std::string_view body);
std::string body_json(const RescanRecord& record);
RescanRecord rescan_from_json(std::string_view body);
std::string body_json(const TokensRecord& record);
TokensRecord tokens_from_json(std::string_view body);

std::string register_json(const std::vector<RegisterRow>& rows);
std::string years_json(const std::vector<YearCount>& years);

}  // namespace review
