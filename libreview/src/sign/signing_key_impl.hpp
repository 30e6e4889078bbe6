#pragma once

#include <ctime>
#include <vector>

#include <review/signing.hpp>

#include "sign/certificate.hpp"
#include "sign/scheme.hpp"

namespace review {

// What holds a private key: memory, a token, another program.
class KeyHolder {
public:
    virtual ~KeyHolder() = default;
    // As sign_message(), with the key that belongs to `certificate`. Throws Errc::bad_key.
    virtual Bytes sign(ByteView message, X509* certificate, Scheme scheme) const = 0;
    // False where the key is seen to be another; true where only a signature would show.
    virtual bool may_belong_to(X509* certificate) const = 0;
};

struct SigningKey::Impl {
    std::unique_ptr<KeyHolder> holder;
    Certificate certificate;
    std::vector<Certificate> chain;  // issuers on the way to a root, nearest first
    std::optional<PluginIdentity> plugin{};

    EVP_PKEY* public_key() const { return X509_get0_pubkey(certificate.get()); }
    // Verified with the certificate's key before anybody uses it.
    Bytes sign(ByteView message) const;
    Bytes sign(ByteView message, Scheme scheme) const;
};

// A PEM file. Throws Errc::bad_key where it holds no key or the passphrase is another one, Errc::io.
PrivateKey read_private_key(const std::string& path, const Sensitive& passphrase);

// Throws Errc::bad_key outside the certificate's validity.
void require_current(X509* certificate, std::time_t when);

}  // namespace review
