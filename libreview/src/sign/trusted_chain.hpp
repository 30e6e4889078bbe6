#pragma once

#include <string>

#include "sign/verification.hpp"

namespace review {

using Store = Owned<X509_STORE, X509_STORE_free>;
inline void free_stack(STACK_OF(X509) * stack) { sk_X509_free(stack); }  // not the certificates
using CertificateStack = Owned<STACK_OF(X509), free_stack>;

CertificateStack stack_of(const std::vector<Certificate>& certificates);  // borrowed
Store store_of(const TrustedRoots& trust);  // whose parameters check at trust.when, nothing under 112 bits

// A way from a certificate to a trusted root, the root with it; or why there is none.
struct TrustedChain {
    std::vector<Certificate> certificates;
    std::string fault;
};

TrustedChain trusted_chain(X509* of, const std::vector<Certificate>& known, int purpose, const TrustedRoots& trust);

bool holds(const std::vector<Certificate>& certificates, X509* one);

}  // namespace review
