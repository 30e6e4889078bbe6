#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <review/ledger.hpp>
#include <review/revocation.hpp>

namespace review {

// The register of releases (台账) that the log is read as. Days are "2026-11-27", of local time (TZ). A release is live
// through the day its record says it expires, until it is withdrawn; that it was disclosed stays.

std::vector<RegisterRow> release_register(const Ledger& ledger, std::string_view day);
// The same rows one after another: memory grows with withdrawals only.
void each_release(const Ledger& ledger, std::string_view day, const std::function<void(RegisterRow&&)>& tell);
std::vector<YearCount> yearly_counts(const Ledger& ledger, std::string_view day);

// RFC 4180 in UTF-8 with a byte-order mark, as spreadsheets want it. A cell that one would take for a formula begins with "'".
std::string register_csv(const std::vector<RegisterRow>& rows);
std::string years_csv(const std::vector<YearCount>& years);

// Throws Errc::bad_config where the entry is no release, or withdrawn already.
Ledger::Append begin_withdrawal(Ledger& ledger, const WithdrawalRecord& record);
// Tokens of a release made anew, with add_tokens(). Throws Errc::bad_config where the entry is no release.
Ledger::Append begin_rekeying(Ledger& ledger, const TokensRecord& record);

// Approvals of the review statement with this payload (SHA-256) that were taken back, in the order of the log.
std::vector<RevocationRecord> revocations_of(const Ledger& ledger, const Digest& statement);

bool calendar_date(std::string_view day);  // "2027-02-28", a day that there is

}  // namespace review
