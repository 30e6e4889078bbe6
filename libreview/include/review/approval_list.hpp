#pragma once

#include <string>
#include <vector>

#include <review/ledger.hpp>
#include <review/revocation.hpp>
#include <review/statement.hpp>

namespace review {

// Who approved in a bundle, and who took an approval back. Threads: plain data.
struct ApprovalList {
    std::string file_name;
    bool released = false;
    std::vector<Approval> approvals;            // as they stand in the bundle
    std::vector<RevocationRecord> revocations;  // by time
    std::vector<std::string> missing, refused;  // Standing's, of a bundle that waits
    std::vector<std::string> problems;          // a sentence for each approval that does not hold
};

struct ListRequest {
    std::vector<std::string> trust_paths, crl_paths;
    const Ledger* ledger = nullptr;  // what was taken back by it, too; as another copy of the bundle may say
};

// Changes nothing in the bundle. Throws Errc::unverified where statement, rules or a revocation were altered, Errc::refused where the
// release asks for no approvals.
ApprovalList list_approvals(const std::string& folder, const ListRequest& request);

std::string approvals_json(const ApprovalList& list);  // docs/approvals.md

}  // namespace review
