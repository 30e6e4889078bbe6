#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/foreign_signer.hpp>
#include <review/sensitive.hpp>
#include <review/verification.hpp>
#include <review/visible_signature.hpp>

namespace review {

// A private key, wherever it is held, and the certificates that speak for it.
class SigningKey {
public:
    // `key` is a file (PEM, PKCS #12), a "pkcs11:" URI (RFC 7512) or "command:/path" of a program that signs
    // (docs/signing.md, "Keys"); `passphrase` opens the file or is the token's PIN. Certificates are files in PEM
    // or DER; empty where the key brings them along. Throws Errc::io, or Errc::bad_key where the passphrase is
    // wrong, the token is not there, the key does not belong to the certificate, or it signs nothing here: RSA
    // under 3072 bits, other curves than P-256 and P-384, Ed25519 and SM2. The latter two and RSASSA-PSS sign
    // statements alone (certificate.hpp). A key of another certificate on a token or behind a program is noticed
    // when it signs. Any thread, one signature at a time.
    static SigningKey load(const std::string& key, const std::string& certificate_path,
                           const std::string& chain_path, const Sensitive& passphrase);
    // The same of a key behind a plug-in (load_plugin_key(), plugins.hpp).
    static SigningKey load(const PluginKey& key, const std::string& certificate_path, const std::string& chain_path, const Sensitive& passphrase);
    // The plug-in that signs: statements and evidence name it. Nothing where the key is held otherwise.
    std::optional<PluginIdentity> plugin() const;
    std::string subject() const;     // RFC 4514
    std::string algorithm() const;   // "RSA-3072", "P-256"

    SigningKey(SigningKey&&) noexcept;
    SigningKey& operator=(SigningKey&&) noexcept;
    ~SigningKey();
    struct Impl;
    const Impl& impl() const { return *impl_; }

private:
    explicit SigningKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// ETSI EN 319 142-1 and 319 132-1: b, the signature alone; t, a time stamp over it; lt (PDF), in the same
// revision all that tells, later and without a network, that no certificate was revoked; lta (PDF), in a second revision an
// archive time stamp over the whole of it, which later ones can renew. Ordered.
enum class SealLevel { b, t, lt, lta };

struct SignOptions {
    std::string reason;    // goes into the signature dictionary; PDF only
    std::string location;
    std::int64_t time = 0; // seconds since 1970, the claimed time; 0: now
    SealLevel level = SealLevel::b;
    std::string tsa{};     // http:// or https:// address of a time-stamp authority; t, lt and lta need one
    std::string tsa_ca{};  // PEM file of the roots that may vouch for the host of https://; empty: the system's
    std::vector<std::string> crl_paths{};    // lt, lta: revocation lists (PEM or DER) that are at hand, before others are fetched
    std::vector<std::string> trust_paths{};  // PEM bundles of roots: what is signed must verify by them; lt and lta need them
    std::optional<VisibleSignature> visible{};  // PDF only; an empty text: by whom and on what day, in the language of the thread
};

// PAdES B-B, B-T, B-LT (one revision, DocMDP P=1) or B-LTA for PDF, enveloped XAdES-BES or -T for XML. Throws
// Errc::unsupported for other formats, Errc::refused where the file has comments (XML) or a
// signature already, or a visible one would cover something, Errc::bad_config where that cannot be, Errc::io where an authority does not answer, Errc::unverified where its answer does not
// fit. Level b asks no network.
Bytes sign_document(ByteView document, const SigningKey& key, const SignOptions& options = {});

// A PDF of level lt or lta with one more archive time stamp, after which it is as old as that: to be done before
// Verification::renew_before. Asks options.tsa, needs options.trust_paths; no key. Throws Errc::unverified where the file is not
// valid today, Errc::refused where it is of another level, else as sign_document().
Bytes renew_archive(ByteView sealed, const SignOptions& options);

// Strict: signing.md 1.4. `trust` are PEM bundles of roots; none: the chain check fails.
// A file that is not signed, or not by these rules, is a result and not an error. `crls` are revocation lists (PEM or DER) beside those in the
// file: no certificate may stand in one, save a signer's that was revoked later than a time stamp shows (certificate.hpp, trust_at()).
Verification verify_document(ByteView document, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths = {});

}  // namespace review
