// An officer takes an approval back (docs/approvals.md).
#include <review/bundle.hpp>

#include <algorithm>
#include <ctime>

#include <review/certificate.hpp>
#include <review/error.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "release/bundle/handover.hpp"
#include "release/bundle/revocations.hpp"

namespace review {
namespace {

// What a killed release staged has gone out, unless its entry is not in the ledger.
void require_not_out(const std::string& folder, const Ledger* ledger) {
    if (bundle_has(folder, bundle::release)) throw Error(Errc::refused, say(Msg::bundle_released));
    if (!bundle_has(folder, bundle::staged)) return;
    const auto entry = std::string(bundle::staged) + bundle::entry;
    if (!bundle_has(folder, entry)) throw Error(Errc::refused, say(Msg::bundle_released));
    if (!ledger) throw Error(Errc::bad_config, say(Msg::bundle_needs_ledger, {folder}));
    if (stands_in(*ledger, read_bundle_file(folder, entry))) throw Error(Errc::refused, say(Msg::bundle_released));
    drop_staged(folder);
}

Revocation revocation_of(const SignedApproval& one, const Digest& payload, const RevokeRequest& request, std::int64_t now) {
    Revocation revocation;
    revocation.file_name = one.approval.file_name;
    revocation.candidate = one.approval.candidate;
    revocation.statement = one.approval.statement;
    revocation.approval = payload;
    revocation.role = one.approval.role;
    revocation.person = one.approval.person;
    revocation.reason = request.reason;
    revocation.time = utc_text(now);
    revocation.certificate = certificate_of(*request.key);
    revocation.chain = chain_of(*request.key);
    revocation.signer = request.key->plugin();
    return revocation;
}

// Nothing where this person took it back before: a run that was killed is finished by the same command.
void write_revocation(const std::string& folder, const StatedEnvelope& stated, const std::vector<RevocationRecord>& known, const std::string& person,
                      const RevokeRequest& request) {
    // Certificates that stand in a list count here: a lost key's approval is the first to be taken back.
    const auto read = read_approvals(read_bundle(folder), stated, {request.trust_paths, {}});
    if (!read.problems.empty()) throw Error(Errc::unverified, say(Msg::bundle_bad_approval, {read.problems.front()}));
    const auto found = std::find_if(read.approvals.begin(), read.approvals.end(), [&](const auto& one) { return one.approval.person == person; });
    if (found == read.approvals.end()) {
        const bool before = std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.person == person; });
        if (!before) throw Error(Errc::unapproved, say(Msg::bundle_nothing_to_revoke, {person}));
        return;
    }
    const std::int64_t now = std::time(nullptr);
    const auto revocation = revocation_of(*found, read.payloads[static_cast<std::size_t>(found - read.approvals.begin())], request, now);
    const auto why = why_not_trusted(revocation.certificate, revocation.chain, request.trust_paths, request.crl_paths, now);
    if (!why.empty()) throw Error(Errc::bad_key, why);
    const auto envelope = signed_envelope(revocation_json(revocation), *request.key);
    if (request.ledger && !bundle_has(folder, bundle::ledger)) write_bundle_file(folder, bundle::ledger, name_of_ledger(*request.ledger), FileMode::secret);
    write_bundle_file(folder, revocation_name(revocation.approval), as_bytes(envelope_json(envelope)), FileMode::secret);
}

}  // namespace

Standing revoke_approval(const std::string& folder, const RevokeRequest& request) {
    const BundleLock lock(folder);
    require_same_ledger(folder, request.ledger);
    require_not_out(folder, request.ledger);
    const auto stated = open_statement(read_bundle_file(folder, bundle::statement));
    const auto rules = approval_rules_in(folder, stated.statement);
    const Person* person = person_of(rules, facts_of(certificate_of(*request.key)));
    if (!person) throw Error(Errc::unapproved, say(Msg::bundle_unknown_officer, {request.key->subject()}));
    const RevocationReaders readers{request.trust_paths, request.ledger, request.log_key};
    write_revocation(folder, stated, finish_revocations(folder, stated, rules, readers), person->id, request);
    const auto again = open_statement(read_bundle_file(folder, bundle::statement));
    const auto revocations = finish_revocations(folder, again, rules, readers);
    const auto read = read_approvals(read_bundle(folder), again, {request.trust_paths, {}});
    return standing_of(rules, again.statement.redactor, read.approvals, std::time(nullptr), revocations);
}

}  // namespace review
