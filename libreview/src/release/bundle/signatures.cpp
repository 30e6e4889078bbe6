#include "release/bundle/signatures.hpp"

#include <algorithm>

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {
namespace {

// Throws Errc::unverified with what is wrong.
SignedApproval read_approval(ByteView file, const StatedEnvelope& stated, const BundleRoots& roots, bool& stamped, Digest& payload, std::string& revoked_later) {
    const auto bundle = sigstore_bundle_from_json(as_text(file));
    if (sigstore_bundle_json(bundle) != as_text(file)) throw Error(Errc::unverified, say(Msg::bundle_not_plain, {"approvals/"}));
    if (bundle.envelope.payload_type != statement_payload_type) throw Error(Errc::unverified, say(Msg::bundle_payload_type));
    SignedApproval one;
    one.approval = approval_from_json(as_text(bundle.envelope.payload));
    payload = sha256(bundle.envelope.payload);
    const auto& signature = bundle.envelope.signatures.front();
    if (bundle.key_hint != signature.keyid || !signature_is(bundle.envelope, signature, one.approval.certificate)) {
        throw Error(Errc::unverified, say(Msg::bundle_signature_wrong));
    }
    one.certificate = facts_of(one.approval.certificate);
    if (one.approval.statement != stated.payload || one.approval.candidate != stated.statement.candidate ||
        one.approval.file_name != stated.statement.file_name) {
        throw Error(Errc::unverified, say(Msg::bundle_other_statement));
    }
    const bool drawn_alike = one.approval.renderer == stated.statement.renderer;
    if (drawn_alike && one.approval.pages != stated.statement.pages) throw Error(Errc::unverified, say(Msg::bundle_other_pages));
    one.time = *utc_seconds(one.approval.time);
    if (bundle.time_stamps.size() > 1) throw Error(Errc::unverified, say(Msg::bundle_one_stamp));
    std::string why;
    for (const auto& response : bundle.time_stamps) {
        const auto stamp = verify_time_stamp(time_stamp_token(response), sha256(signature.signature), roots.roots, roots.crls);
        one.time = stamp.time;
        stamped = true;
        if (!roots.past) continue;
        auto trust = trust_at(stamp, one.approval.certificate, one.approval.chain, roots.roots, roots.crls);
        why = std::move(trust.why_not);
        revoked_later = std::move(trust.revoked_later);
    }
    // What has not gone out yet is approved anew by somebody whose certificate counts.
    if (!stamped || !roots.past) why = why_not_trusted(one.approval.certificate, one.approval.chain, roots.roots, roots.crls, one.time);
    if (!why.empty()) throw Error(Errc::unverified, why);
    return one;
}

}  // namespace

EnvelopeSignature signature_of(const std::string& payload, const SigningKey& key) {
    return {facts_of(certificate_of(key)).spki.hex(), sign_detached(key, pre_authentication(statement_payload_type, as_bytes(payload)))};
}

Envelope signed_envelope(const std::string& payload, const SigningKey& key) {
    return {std::string(statement_payload_type), Bytes(payload.begin(), payload.end()), {signature_of(payload, key)}};
}

bool signature_is(const Envelope& envelope, const EnvelopeSignature& signature, ByteView certificate) {
    return facts_of(certificate).spki.hex() == signature.keyid &&
           signature_fits(certificate, pre_authentication(envelope.payload_type, envelope.payload), signature.signature);
}

StatedEnvelope open_statement(ByteView file) {
    StatedEnvelope stated;
    stated.envelope = envelope_from_json(as_text(file));
    if (envelope_json(stated.envelope) != as_text(file)) throw Error(Errc::unverified, say(Msg::bundle_not_plain, {bundle::statement}));
    if (stated.envelope.payload_type != statement_payload_type) throw Error(Errc::unverified, say(Msg::bundle_payload_type));
    stated.statement = statement_from_json(as_text(stated.envelope.payload));
    stated.payload = sha256(stated.envelope.payload);
    return stated;
}

ApprovalRules approval_rules_in(const std::string& folder, const ReviewStatement& statement) {
    if (statement.rules.empty()) throw Error(Errc::refused, say(Msg::bundle_no_rules));
    const auto rules = read_bundle_file(folder, bundle::rules);
    if (sha256(rules) != statement.rules_digest) throw Error(Errc::unverified, say(Msg::bundle_rules_changed));
    return parse_approval_rules(rules, bundle::rules);
}

bool may_seal(const ApprovalRules& rules, const Digest& spki) {
    return rules.office.empty() || std::find(rules.office.begin(), rules.office.end(), spki) != rules.office.end();
}

std::string approval_name(std::size_t number) {
    const auto digits = std::to_string(number);
    return bundle::approvals + std::string(digits.size() < 2 ? "0" : "") + digits + bundle::approval_end;
}

std::string revocation_name(const Digest& approval) { return bundle::revocations + approval.hex() + ".intoto.dsse.json"; }

ReadApprovals read_approvals(const BundleFiles& files, const StatedEnvelope& stated, const BundleRoots& roots) {
    ReadApprovals read;
    for (std::size_t number = 1;; ++number) {
        const auto file = files.find(approval_name(number));
        if (file == files.end()) return read;
        try {
            bool stamped = false;
            Digest payload;
            std::string revoked_later;
            read.approvals.push_back(read_approval(file->second, stated, roots, stamped, payload, revoked_later));
            if (!revoked_later.empty()) read.revoked_later.push_back(file->first + ": " + revoked_later);
            read.payloads.push_back(payload);
            if (stamped) ++read.stamped;
            if (read.approvals.back().approval.renderer != stated.statement.renderer) ++read.drawn_otherwise;
        } catch (const Error& error) {
            read.problems.push_back(file->first + ": " + error.what());
        }
    }
}

}  // namespace review
