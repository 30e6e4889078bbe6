#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

class SigningKey;

// What a certificate (X.509, RFC 5280) says of its holder and the key.
struct CertificateFacts {
    std::string subject;            // RFC 4514, in UTF-8
    std::string serial_number_rdn;  // attribute serialNumber of the subject (X.520, 6.2.9): the person's; empty: none
    std::string algorithm;          // "P-256", "RSA-3072", "RSA-PSS-3072", "Ed25519", "SM2"
    Digest spki;                    // of the SubjectPublicKeyInfo: certificates of one key have one
    std::int64_t not_before = 0, not_after = 0;  // seconds since 1970; valid on both
};

// Throws Errc::bad_key where the bytes are not exactly one certificate in DER, the subject has two serial
// numbers or one with control characters, or the key is spelt in a second way (a compressed point, a curve
// by its parameters, RFC 5480, 2.1.1), under which it would count as another key.
CertificateFacts facts_of(ByteView certificate_der);
std::string public_key_pem(ByteView certificate_der);  // "BEGIN PUBLIC KEY"; throws as facts_of()

// Every certificate of a file, PEM or one in DER; in DER, in order. Throws Errc::io, or Errc::bad_key for none.
std::vector<Bytes> certificates_in(const std::string& path);

// The signer's certificate, and its issuers without the root, nearest first; in DER.
Bytes certificate_of(const SigningKey& key);
std::vector<Bytes> chain_of(const SigningKey& key);

// A signature over exactly these bytes, as docs/signing.md says under "Statements": RSASSA-PKCS1-v1_5 or
// ECDSA (in DER) with SHA-256 whatever the curve, RSASSA-PSS where the key is for that alone, Ed25519, SM2
// with SM3 and the id 1234567812345678. Throws Errc::bad_key where the key fails or is another than the
// certificate's.
//
// `padding` is for keys of RSA alone: pss gives RSASSA-PSS with SHA-256 and a salt as long as the digest, for readers who ask for it.
enum class RsaPadding { pkcs1, pss };
Bytes sign_detached(const SigningKey& key, ByteView message, RsaPadding padding = RsaPadding::pkcs1);

// False too where the bytes are no certificate or its key is none that signs statements.
bool signature_fits(ByteView certificate_der, ByteView message, ByteView signature, RsaPadding padding = RsaPadding::pkcs1);

// Empty where the certificate may sign statements, leads over `chain` to a root of `trust_paths` at `when`
// (seconds since 1970), and none of `crl_paths` (PEM or DER) revokes one on the way; else one sentence. Where
// there are lists, the certificate's issuer must have one; those above it are looked up where theirs is given.
// A list counts where it is its issuer's own, signed, and current at `when`. Throws Errc::io or Errc::bad_config
// where a file of roots or lists cannot be read. Any thread.
std::string why_not_trusted(ByteView certificate_der, const std::vector<Bytes>& chain,
                            const std::vector<std::string>& trust_paths,
                            const std::vector<std::string>& crl_paths, std::int64_t when);

// The same as of a time that a time stamp over the signature proves, for what has gone out (ETSI EN 319 102-1, 5.6.2): lists may be later than that.
// A certificate that was revoked afterwards counts where the reason is affiliationChanged, superseded, cessationOfOperation or
// privilegeWithdrawn, the day (revocationDate, or invalidityDate where that is earlier) is later by five minutes at least, the list is
// current today, and `stamp`, as verify_time_stamp() gave it by the same lists, is of an authority that one of today knows.
struct PastTrust {
    std::string why_not;        // empty: it counts
    std::string revoked_later;  // one sentence where it counts though it was revoked since; else empty
};
struct TimeStamp;
PastTrust trust_at(const TimeStamp& stamp, ByteView certificate_der, const std::vector<Bytes>& chain, const std::vector<std::string>& trust_paths,
                   const std::vector<std::string>& crl_paths);

}  // namespace review
