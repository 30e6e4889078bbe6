#include <algorithm>
#include <ctime>

#include <review/error.hpp>
#include <review/ledger_register.hpp>

#include "base/messages/bundle.hpp"
#include "release/bundle/dispositions.hpp"
#include "release/bundle/make_statement.hpp"
#include "release/bundle/releasing.hpp"
#include "release/bundle/revocations.hpp"

namespace review {

void Releasing::take_up(bool begun_now) {
    handover_.finish();
    stated_ = open_statement(read_bundle_file(bundle_.folder, bundle::statement));
    const auto openings = openings_from_json(as_text(read_bundle_file(bundle_.folder, bundle::openings)));
    const auto& statement = stated_.statement;
    if (draft_commitment(openings.draft_key, draft_.bytes) != statement.draft_commitment) {
        throw Error(Errc::refused, say(Msg::bundle_other_draft, {bundle_.folder}));
    }
    const bool same_rules = bundle_.rules ? statement.rules_digest == bundle_.rules->digest : statement.rules.empty();
    if (!same_rules) throw Error(Errc::refused, say(Msg::bundle_other_rules, {bundle_.folder}));
    const bool same = openings.redacted == sha256(redaction_.output) && statement.file_name == bundle_.file_name &&
                      statement.redactor == bundle_.redactor && statement.policy_digest == policy_.digest;
    const bool same_words = begun_now || (statement.expires == bundle_.expires && statement.channel == name_of(policy_.channel) && same_accepted(statement.accepted_aggregations, bundle_.accepted) && same_decisions());
    if (!same || !same_words) throw Error(Errc::refused, say(Msg::bundle_other_redaction, {bundle_.folder}));
    outcome_.released = bundle_has(bundle_.folder, bundle::release);
    outcome_.released_before = outcome_.released;
    if (outcome_.released) handover_.require_verified({});
    if (outcome_.released) outcome_.evidence = look_again(read_bundle_file(bundle_.folder, statement.file_name));
}

bool Releasing::same_decisions() const {
    const Dispositions dispositions(request_.decisions);
    const auto& stated = stated_.statement.findings;
    return std::equal(stated.begin(), stated.end(), scanned_.findings.begin(), scanned_.findings.end(), [&](const ClosedFinding& one, const Finding& finding) {
        return one.rule == finding.rule && one.disposition == dispositions.of(finding) && one.basis == dispositions.basis_of(finding);
    });
}

bool Releasing::complete() {
    read_ = {};
    if (!bundle_.rules) return true;
    const BundleFiles files = read_bundle(bundle_.folder);
    const auto rules = files.find(bundle::rules);
    if (rules == files.end() || rules->second != bundle_.rules_file) throw Error(Errc::unverified, say(Msg::bundle_rules_changed));
    require_same_ledger(bundle_.folder, bundle_.ledger);
    const auto revocations = finish_revocations(bundle_.folder, stated_, *bundle_.rules, {bundle_.trust_paths, bundle_.ledger, bundle_.log_key});
    stated_ = open_statement(read_bundle_file(bundle_.folder, bundle::statement));
    read_ = read_approvals(read_bundle(bundle_.folder), stated_, {bundle_.trust_paths, bundle_.crl_paths});
    if (!read_.problems.empty()) throw Error(Errc::unverified, say(Msg::bundle_bad_approval, {read_.problems.front()}));
    outcome_.standing = standing_with(revocations);
    if (outcome_.standing.break_glass && !bundle_.ledger) throw Error(Errc::unapproved, say(Msg::bundle_glass_ledger));
    return outcome_.standing.complete();
}

Standing Releasing::standing_with(const std::vector<RevocationRecord>& revocations) const {
    return standing_of(*bundle_.rules, stated_.statement.redactor, read_.approvals, std::time(nullptr), revocations);
}

// A copy of a bundle has its approvals, too: what was approved once goes out once, also where it was withdrawn since.
void Releasing::require_not_spent(std::uint64_t own_entry) const {
    if (!bundle_.rules) return;
    const auto earlier = bundle_.ledger->release_of(stated_.payload);
    if (earlier && *earlier != own_entry) throw Error(Errc::unapproved, say(Msg::bundle_spent, {std::to_string(*earlier)}));
}

void Releasing::require_not_taken_back() const {
    if (!bundle_.rules) return;
    const auto revocations = revocations_of(*bundle_.ledger, stated_.payload);
    for (const auto& one : read_.approvals) {
        if (!is_taken_back(one.approval, revocations)) continue;
        throw Error(Errc::unapproved, say(Msg::bundle_revoked_meanwhile, {standing_with(revocations).refused.front()}));
    }
}

}  // namespace review
