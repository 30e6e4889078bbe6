#include <review/approval_list.hpp>

#include <algorithm>
#include <ctime>

#include <review/error.hpp>
#include <review/ledger_register.hpp>

#include "base/messages/bundle.hpp"
#include "release/bundle/revocations.hpp"

namespace review {

ApprovalList list_approvals(const std::string& folder, const ListRequest& request) {
    const auto stated = open_statement(read_bundle_file(folder, bundle::statement));
    const auto rules = approval_rules_in(folder, stated.statement);
    ApprovalList list;
    list.file_name = stated.statement.file_name;
    list.released = bundle_has(folder, bundle::release);
    list.revocations = read_revocations(folder, stated, rules, request.trust_paths);
    if (request.ledger) {
        for (auto& one : revocations_of(*request.ledger, stated.payload)) add_revocation(list.revocations, std::move(one));
    }
    auto read = read_approvals(read_bundle(folder), stated, {request.trust_paths, request.crl_paths});
    for (const auto& one : read.approvals) list.approvals.push_back(one.approval);
    list.problems = std::move(read.problems);
    if (list.released) return list;
    auto standing = standing_of(rules, stated.statement.redactor, read.approvals, std::time(nullptr), list.revocations);
    list.missing = std::move(standing.missing);
    list.refused = std::move(standing.refused);
    return list;
}

}  // namespace review
