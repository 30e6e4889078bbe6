// An officer's approval (docs/bundle.md).
#include <review/bundle.hpp>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <thread>

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/in_toto_files.hpp"
#include "release/bundle/page_digests.hpp"
#include "release/bundle/revocations.hpp"
#include "release/bundle/signatures.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {
namespace {

// The bundle that waits, looked at as a whole before somebody's name goes under it.
struct Waiting {
    StatedEnvelope stated;
    ApprovalRules rules;
    ReadApprovals read;
    std::vector<RevocationRecord> revocations;
    PageDigests pictures;
};

Waiting look_at(const std::string& folder, const ApproveRequest& request) {
    Waiting waiting;
    if (bundle_has(folder, bundle::release) || bundle_has(folder, bundle::staged)) throw Error(Errc::refused, say(Msg::bundle_released));
    waiting.stated = open_statement(read_bundle_file(folder, bundle::statement));
    waiting.rules = approval_rules_in(folder, waiting.stated.statement);
    if (request.ledger) require_same_ledger(folder, request.ledger);
    waiting.revocations = finish_revocations(folder, waiting.stated, waiting.rules, {request.trust_paths, request.ledger, request.log_key});
    waiting.stated = open_statement(read_bundle_file(folder, bundle::statement));
    const auto& statement = waiting.stated.statement;
    const auto candidate = read_bundle_file(folder, bundle::candidate + std::filesystem::path(statement.file_name).extension().string());
    if (sha256(candidate) != statement.candidate) throw Error(Errc::unverified, say(Msg::bundle_candidate_changed));
    if (!statement.proof.clean) throw Error(Errc::unverified, say(Msg::bundle_not_clean));
    waiting.read = read_approvals(read_bundle(folder), waiting.stated, {request.trust_paths, request.crl_paths});
    if (!waiting.read.problems.empty()) throw Error(Errc::unverified, say(Msg::bundle_bad_approval, {waiting.read.problems.front()}));
    waiting.pictures = page_digests(statement.format, candidate);
    const bool drawn_alike = waiting.pictures.renderer == statement.renderer;
    if (drawn_alike && waiting.pictures.pages != statement.pages) throw Error(Errc::unverified, say(Msg::bundle_other_pages));
    return waiting;
}

// A time that is after the person's last word that takes one back: what is given anew is another approval than the one taken back.
std::int64_t time_of_approval(const Waiting& waiting, const ApproveRequest& request) {
    constexpr std::int64_t worth_waiting = 2;  // seconds
    const Person* person = person_of(waiting.rules, facts_of(certificate_of(*request.key)));
    for (const auto& one : waiting.revocations) {
        if (!person || one.person != person->id) continue;
        const auto before = utc_seconds(one.time).value_or(0);
        if (before - std::time(nullptr) > worth_waiting) throw Error(Errc::unapproved, say(Msg::bundle_before_revocation, {one.person, one.time}));
        while (std::time(nullptr) <= before) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return std::time(nullptr);
}

Approval approval_of(const Waiting& waiting, const ApproveRequest& request, std::int64_t now) {
    const auto certificate = certificate_of(*request.key);
    const Person* person = person_of(waiting.rules, facts_of(certificate));
    if (!person) throw Error(Errc::unapproved, say(Msg::bundle_unknown_officer, {request.key->subject()}));
    Approval approval;
    approval.kind = request.kind;
    approval.file_name = waiting.stated.statement.file_name;
    approval.candidate = waiting.stated.statement.candidate;
    approval.statement = waiting.stated.payload;
    approval.role = request.role;
    approval.person = person->id;
    approval.time = utc_text(now);
    approval.expires = utc_text(now + std::int64_t{waiting.rules.valid_days} * 86400);
    approval.certificate = certificate;
    approval.chain = chain_of(*request.key);
    approval.signer = request.key->plugin();
    approval.renderer = waiting.pictures.renderer;
    approval.pages = waiting.pictures.pages;
    return approval;
}

// With this approval, or why it would not count.
Standing standing_with(const Waiting& waiting, const Approval& approval, std::int64_t now) {
    auto all = waiting.read.approvals;
    const bool again = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.approval.person == approval.person; });
    const auto before = standing_of(waiting.rules, waiting.stated.statement.redactor, all, now, waiting.revocations).refused.size();
    all.push_back({approval, facts_of(approval.certificate), now});
    auto standing = standing_of(waiting.rules, waiting.stated.statement.redactor, all, now, waiting.revocations);
    if (standing.refused.size() > before) throw Error(Errc::unapproved, standing.refused.back());
    // Two of one person would never verify, though one of them counts: a lower role's may have been taken back meanwhile.
    if (again) throw Error(Errc::unapproved, say(Msg::bundle_revoke_first, {approval.person}));
    return standing;
}

}  // namespace

Standing approve_bundle(const std::string& folder, const ApproveRequest& request) {
    const BundleLock lock(folder);
    auto waiting = look_at(folder, request);
    const std::int64_t now = time_of_approval(waiting, request);
    const auto approval = approval_of(waiting, request, now);
    auto standing = standing_with(waiting, approval, now);
    const auto why = why_not_trusted(approval.certificate, approval.chain, request.trust_paths, request.crl_paths, now);
    if (!why.empty()) throw Error(Errc::bad_key, why);

    const auto link = waiting.rules.in_toto ? signed_link(approval, *request.key) : std::string();

    SigstoreBundle bundle;
    bundle.envelope = signed_envelope(approval_json(approval), *request.key);
    bundle.key_hint = bundle.envelope.signatures.front().keyid;
    if (!request.time_stamp_url.empty()) {
        const auto of = sha256(bundle.envelope.signatures.front().signature);
        TimeStampOptions how;
        how.tls_roots = request.time_stamp_roots;
        bundle.time_stamps.push_back(time_stamp_response(request_time_stamp(request.time_stamp_url, of, how)));
    }
    auto& envelope = waiting.stated.envelope;
    // A run that was killed may have come as far as this before.
    std::erase_if(envelope.signatures, [&](const EnvelopeSignature& old) { return old.keyid == bundle.key_hint; });
    envelope.signatures.push_back(signature_of(std::string(as_text(envelope.payload)), *request.key));
    // The approval is what counts: it is written last.
    if (!link.empty()) write_bundle_file(folder, bundle::links + link_name_of(approval.certificate), as_bytes(link), FileMode::secret);
    write_bundle_file(folder, bundle::statement, as_bytes(envelope_json(envelope)), FileMode::shared);
    write_bundle_file(folder, approval_name(waiting.read.approvals.size() + 1), as_bytes(sigstore_bundle_json(bundle)), FileMode::shared);
    return standing;
}

}  // namespace review
