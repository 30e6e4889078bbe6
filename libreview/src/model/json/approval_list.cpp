#include <review/approval_list.hpp>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json approvals_of(const std::vector<Approval>& approvals) {
    Json list = Json::array();
    for (const auto& one : approvals) {
        list.push_back({{"person", one.person}, {"role", one.role}, {"decision", one.kind == ApprovalKind::approve ? "approve" : "break-glass"},
                        {"time", one.time}, {"expires", one.expires}, {"approval", sha256(as_bytes(approval_json(one))).hex()}});
    }
    return list;
}

Json revocations_json(const std::vector<RevocationRecord>& revocations) {
    Json list = Json::array();
    for (const auto& one : revocations) {
        list.push_back({{"person", one.person}, {"role", one.role}, {"reason", name_of(one.reason)}, {"time", one.time}, {"approval", one.approval.hex()}});
    }
    return list;
}

}  // namespace

std::string approvals_json(const ApprovalList& list) {
    return dumped({{"schema", "review-approvals/1"}, {"tool", tool_json()}, {"name", list.file_name}, {"released", list.released},
                   {"approvals", approvals_of(list.approvals)}, {"revoked", revocations_json(list.revocations)},
                   {"missing", list.missing}, {"refused", list.refused}, {"problems", list.problems}});
}

}  // namespace review
