#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// DSSE v1.0 (secure-systems-lab/dsse): bytes and the signatures over them. Threads: plain data.
struct EnvelopeSignature {
    std::string keyid;  // SHA-256 of the signer's SubjectPublicKeyInfo, hex; a hint only
    Bytes signature;
};

struct Envelope {
    std::string payload_type;
    Bytes payload;
    std::vector<EnvelopeSignature> signatures;
};

// What statements of in-toto are called in an envelope.
inline constexpr std::string_view statement_payload_type = "application/vnd.in-toto+json";

// What is signed: "DSSEv1 28 application/vnd.in-toto+json 1234 ...". The lengths make it one reading only.
Bytes pre_authentication(std::string_view payload_type, ByteView payload);

std::string envelope_json(const Envelope& envelope);
// Strict: unknown keys, keys that stand twice and Base64 of another spelling are Errc::unverified.
Envelope envelope_from_json(std::string_view json);

// Sigstore bundle v0.3 (application/vnd.dev.sigstore.bundle.v0.3+json) of one signature, so that others' tools can verify
// it by the key its hint names. `time_stamps` are RFC 3161 TimeStampResp over the signature.
struct SigstoreBundle {
    std::string key_hint;
    std::vector<Bytes> time_stamps;
    Envelope envelope;  // of exactly one signature
};

std::string sigstore_bundle_json(const SigstoreBundle& bundle);
SigstoreBundle sigstore_bundle_from_json(std::string_view json);  // strict, Errc::unverified

}  // namespace review
