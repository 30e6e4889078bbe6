#pragma once

#include <string>
#include <vector>

#include <review/approval_rules.hpp>
#include <review/ledger.hpp>
#include <review/revocation.hpp>

#include "release/bundle/signatures.hpp"

namespace review {

// Approvals that were taken back (docs/approvals.md). The signed word in INTERNAL/revocations/ is the moment; whoever comes next
// finishes what a killed run left: the ledger's entry, the approval's file, its signature and its link.

// Whom a bundle that waits is read for. The ledger counts where it is given, and has to be where the bundle was in it before.
struct RevocationReaders {
    std::vector<std::string> roots;  // PEM
    Ledger* ledger = nullptr;        // with `log_key`
    const NoteKey* log_key = nullptr;
};

// Puts it among the others by its time, once.
void add_revocation(std::vector<RevocationRecord>& known, RevocationRecord more);

// The signed words in the bundle, by time. Throws Errc::unverified for one that does not hold: altered, of another bundle, by another person,
// or by a certificate that led to no root at its time. Lists of revoked certificates are not asked: a lost key takes back, too.
std::vector<RevocationRecord> read_revocations(const std::string& folder, const StatedEnvelope& stated, const ApprovalRules& rules,
                                               const std::vector<std::string>& roots);

// Takes away what was taken back, and tells all that was: by the bundle and by the ledger. For a bundle that waits, under its lock.
std::vector<RevocationRecord> finish_revocations(const std::string& folder, const StatedEnvelope& stated, const ApprovalRules& rules,
                                                 const RevocationReaders& readers);

// Throws Errc::bad_config where the bundle was begun, or somebody took back an approval, with a ledger that this one is not.
void require_same_ledger(const std::string& folder, const Ledger* ledger);

// The file that names the ledger for require_same_ledger().
Bytes name_of_ledger(const Ledger& ledger);

}  // namespace review
