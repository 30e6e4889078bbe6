#pragma once

#include <string>
#include <vector>

#include <review/bundle.hpp>
#include <review/envelope.hpp>
#include <review/statement.hpp>

#include "release/bundle/bundle_folder.hpp"

namespace review {

// Whom a reader trusts.
struct BundleRoots {
    std::vector<std::string> roots, crls;  // PEM
    bool past = false;  // it has gone out: a certificate that was revoked later than its time stamp counts
};

// A payload in an envelope with this key's signature.
Envelope signed_envelope(const std::string& payload, const SigningKey& key);
EnvelopeSignature signature_of(const std::string& payload, const SigningKey& key);

// Whether the signature is this certificate's over the payload, and the hint names its key.
bool signature_is(const Envelope& envelope, const EnvelopeSignature& signature, ByteView certificate);

// The review statement of a bundle and its envelope. Throws Errc::unverified.
struct StatedEnvelope {
    Envelope envelope;
    ReviewStatement statement;
    Digest payload;  // SHA-256
};
StatedEnvelope open_statement(ByteView file);

// The approvals of a bundle: signatures that fit, by certificates that are trusted, about this statement. What does not is a
// sentence in `problems`.
struct ReadApprovals {
    std::vector<SignedApproval> approvals;
    std::vector<Digest> payloads;
    std::vector<std::string> problems;
    std::vector<std::string> revoked_later;  // whose certificate was revoked since, and counts
    std::size_t drawn_otherwise = 0;  // pages were drawn by another program than the statement's, or not at all
    std::size_t stamped = 0;  // how many have a time stamp
};
ReadApprovals read_approvals(const BundleFiles& files, const StatedEnvelope& stated, const BundleRoots& roots);

// The rules a bundle waits by. Throws Errc::refused where there are none, Errc::unverified where they are not the statement's.
ApprovalRules approval_rules_in(const std::string& folder, const ReviewStatement& statement);

// Whether the rules let this key seal and release.
bool may_seal(const ApprovalRules& rules, const Digest& spki);

// verify_bundle() for files in memory: what is about to be handed over is looked at by the same eyes.
Verification verify_files(const BundleFiles& files, const BundleTrust& trust);

// "approvals/07.sigstore.json", from 1 on.
std::string approval_name(std::size_t number);

// "INTERNAL/revocations/<SHA-256 of the approval's payload>.intoto.dsse.json"
std::string revocation_name(const Digest& approval);

}  // namespace review
