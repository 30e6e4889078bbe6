#pragma once

#include <ctime>
#include <vector>

#include <review/signing.hpp>

#include "sign/certificate.hpp"

namespace review {

struct SigningKey::Impl {
    PrivateKey key;
    Certificate certificate;
    std::vector<Certificate> chain;  // issuers on the way to a root, nearest first
};

// Throws Errc::bad_key outside the certificate's validity.
void require_current(X509* certificate, std::time_t when);

// The key's signature over `message` with SHA-256; for elliptic curves in DER (RFC 3279, 2.2.3).
Bytes sign_message(EVP_PKEY* key, ByteView message);
bool signature_fits(EVP_PKEY* key, ByteView message, ByteView signature);

}  // namespace review
