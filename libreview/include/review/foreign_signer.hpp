#pragma once

#include <memory>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/plugin_identity.hpp>
#include <review/sensitive.hpp>

namespace review {

// What is to be signed, by the key of which certificate.
struct SignerQuestion {
    std::string key;           // which of the signer's keys, in its own words; may be empty
    const Sensitive& secret;   // passphrase or PIN; empty: the signer asks for itself
    std::string scheme;        // "ecdsa-sha256": docs/signing.md
    ByteView certificate;      // DER
    ByteView message, digest;  // the digest is of the message; empty for "ed25519"
};

// Holds private keys in code of others. What it answers is believed of nobody: SigningKey verifies each signature.
class ForeignSigner {
public:
    virtual ~ForeignSigner() = default;
    virtual PluginIdentity identity() const = 0;
    // DER: the key's own, then issuers'; empty: it has none. Throws Errc::bad_key, naming the plug-in.
    virtual std::vector<Bytes> certificates(const std::string& key, const Sensitive& secret) const = 0;
    // Throws Errc::bad_key, naming the plug-in.
    virtual Bytes sign(const SignerQuestion& what) const = 0;
};

// One key of a signer.
struct PluginKey {
    std::shared_ptr<const ForeignSigner> signer;
    std::string key;
};

}  // namespace review
