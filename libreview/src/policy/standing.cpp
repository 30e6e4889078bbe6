// Whether enough persons have approved.
#include <review/approval_rules.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "base/messages/approvals.hpp"
#include "base/utc_time.hpp"

namespace review {
namespace {

bool holds(const std::vector<std::string>& holders, const std::string& person) {
    return std::find(holders.begin(), holders.end(), person) != holders.end();
}

const Role* role_of(const ApprovalRules& rules, const std::string& name) {
    for (const auto& role : rules.roles) {
        if (role.name == name) return &role;
    }
    return nullptr;
}

// Counts approvals from the earliest on, so that a later one can neither take a place nor an earlier one be moved up.
class Count {
public:
    Count(const ApprovalRules& rules, const std::string& redactor, std::int64_t now, const std::vector<RevocationRecord>& revocations)
        : rules_(rules), redactor_(redactor), now_(now), revocations_(revocations) {}

    void take(const SignedApproval& one) {
        const auto why = why_not(one);
        if (!why.empty()) {
            standing_.refused.push_back(say(Msg::approvals_refused, {one.approval.role, one.approval.person, why}));
            return;
        }
        persons_.insert(one.approval.person);
        keys_.insert(one.certificate.spki);
        if (one.approval.kind == ApprovalKind::break_glass) ++glass_;
        else counted_[one.approval.role] += 1;
    }

    Standing result() {
        for (const auto& role : rules_.roles) {
            const auto there = counted(role);
            if (there >= role.threshold) continue;
            standing_.missing.push_back(say(Msg::approvals_missing, {role.name, std::to_string(there), std::to_string(role.threshold)}));
        }
        if (!standing_.missing.empty() && rules_.break_glass && glass_ >= rules_.break_glass->threshold) {
            standing_.missing.clear();
            standing_.break_glass = true;
        }
        for (const auto& one : revocations_) {
            if (!persons_.contains(one.person)) standing_.revoked.push_back(sentence_of(one));
        }
        return std::move(standing_);
    }

private:
    std::uint32_t counted(const Role& role) const {
        const auto found = counted_.find(role.name);
        return found == counted_.end() ? 0 : found->second;
    }

    std::string why_not(const SignedApproval& one) const {
        const Approval& approval = one.approval;
        const Person* person = person_of(rules_, one.certificate);
        if (!person) return say(Msg::approvals_nobody);
        if (person->id != approval.person) return say(Msg::approvals_other_person);
        if (is_taken_back(approval, revocations_)) return say(Msg::approvals_taken_back);
        if (person->id == redactor_) return say(Msg::approvals_redactor);
        if (one.time < one.certificate.not_before || one.time > one.certificate.not_after) return say(Msg::approvals_certificate_time);
        const auto expires = utc_seconds(approval.expires);
        const std::int64_t longest = one.time + std::int64_t{rules_.valid_days} * 86400;
        if (!expires || *expires > longest) return say(Msg::approvals_too_long);
        if (now_ > *expires) return say(Msg::approvals_expired, {approval.expires});
        if (one.time > now_ + clock_slack) return say(Msg::approvals_future);
        if (persons_.contains(person->id)) return say(Msg::approvals_same_person);
        if (keys_.contains(one.certificate.spki)) return say(Msg::approvals_same_key);
        return approval.kind == ApprovalKind::break_glass ? why_no_glass(*person) : why_no_role(approval.role, *person);
    }

    std::string why_no_glass(const Person& person) const {
        const bool held = rules_.break_glass && holds(rules_.break_glass->holders, person.id);
        return held ? std::string() : say(Msg::approvals_not_held);
    }

    std::string why_no_role(const std::string& name, const Person& person) const {
        const Role* role = role_of(rules_, name);
        if (!role || !holds(role->holders, person.id)) return say(Msg::approvals_not_held);
        for (const auto& lower : rules_.roles) {
            if (lower.order < role->order && counted(lower) < lower.threshold) return say(Msg::approvals_order, {lower.name});
        }
        return {};
    }

    static constexpr std::int64_t clock_slack = 300;  // seconds by which clocks of an office differ

    const ApprovalRules& rules_;
    const std::string& redactor_;
    std::int64_t now_;
    const std::vector<RevocationRecord>& revocations_;
    std::map<std::string, std::uint32_t> counted_;
    std::uint32_t glass_ = 0;
    std::set<std::string> persons_;
    std::set<Digest> keys_;
    Standing standing_;
};

const Message& words_of(RevocationReason reason) {
    switch (reason) {
        case RevocationReason::mistake: return Msg::approvals_by_mistake;
        case RevocationReason::new_facts: return Msg::approvals_new_facts;
        case RevocationReason::conflict: return Msg::approvals_conflict;
        case RevocationReason::key_lost: return Msg::approvals_key_lost;
        case RevocationReason::other: break;
    }
    return Msg::approvals_no_words;
}

}  // namespace

bool is_taken_back(const Approval& approval, const std::vector<RevocationRecord>& revocations) {
    return std::any_of(revocations.begin(), revocations.end(), [&](const RevocationRecord& one) {
        if (one.statement != approval.statement || one.person != approval.person) return false;
        return utc_seconds(approval.time).value_or(0) <= utc_seconds(one.time).value_or(0) || sha256(as_bytes(approval_json(approval))) == one.approval;
    });
}

std::string sentence_of(const RevocationRecord& revocation) {
    return say(Msg::approvals_revocation, {revocation.person, revocation.role, revocation.time, say(words_of(revocation.reason))});
}

Standing standing_of(const ApprovalRules& rules, const std::string& redactor, const std::vector<SignedApproval>& approvals,
                     std::int64_t now, const std::vector<RevocationRecord>& revocations) {
    auto ordered = approvals;
    const auto order_of = [&](const SignedApproval& one) {
        const Role* role = role_of(rules, one.approval.role);
        return role ? role->order : 0;
    };
    // Of one second the lower role came first.
    std::stable_sort(ordered.begin(), ordered.end(), [&](const SignedApproval& a, const SignedApproval& b) {
        return a.time != b.time ? a.time < b.time : order_of(a) < order_of(b);
    });
    Count count(rules, redactor, now, revocations);
    for (const auto& one : ordered) count.take(one);
    return count.result();
}

}  // namespace review
