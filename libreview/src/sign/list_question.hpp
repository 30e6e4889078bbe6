#pragma once

#include <openssl/x509_vfy.h>

#include <span>

#include "sign/trusted_chain.hpp"

namespace review {

// Asks OpenSSL whether the first certificate of a chain stands in one list. Of the others on it nothing is asked. List, store and chain
// outlive it.
class ListQuestion {
public:
    ListQuestion(X509_STORE* store, X509_CRL* list, std::span<const Certificate> chain);

    X509_STORE_CTX* context() { return context_.get(); }                          // for a callback
    X509_VERIFY_PARAM* rules() { return X509_STORE_CTX_get0_param(context_.get()); }

    // X509_V_OK: it does not. X509_V_ERR_CERT_REVOKED: it does. Else why the list does not count: of others, forged, not current, indirect.
    int answer();

private:
    CertificateStack untrusted_;
    Owned<STACK_OF(X509_CRL), [](STACK_OF(X509_CRL) * stack) { sk_X509_CRL_free(stack); }> lists_;
    Owned<X509_STORE_CTX, X509_STORE_CTX_free> context_;
};

}  // namespace review
