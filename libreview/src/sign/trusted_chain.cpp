#include "sign/trusted_chain.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <algorithm>

namespace review {

CertificateStack stack_of(const std::vector<Certificate>& certificates) {
    CertificateStack stack(sk_X509_new_null());
    for (const auto& certificate : certificates) sk_X509_push(stack.get(), certificate.get());
    return stack;
}

Store store_of(const TrustedRoots& trust) {
    Store store(X509_STORE_new());
    for (const auto& path : trust.paths) {
        for (const auto& root : read_certificates(path, Errc::bad_config)) X509_STORE_add_cert(store.get(), root.get());
    }
    X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(rules, trust.when);
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // 112 bits: no SHA-1, no RSA under 2048 on the way
    return store;
}

TrustedChain trusted_chain(X509* of, const std::vector<Certificate>& known, int purpose, const TrustedRoots& trust) {
    const Store store = store_of(trust);
    const CertificateStack untrusted = stack_of(known);
    const Owned<X509_STORE_CTX, X509_STORE_CTX_free> context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), of, untrusted.get());
    X509_VERIFY_PARAM_set_purpose(X509_STORE_CTX_get0_param(context.get()), purpose);
    const bool trusted = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    TrustedChain chain;
    if (!trusted) {
        chain.fault = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
        return chain;
    }
    const auto* found = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(found); ++i) chain.certificates.push_back(share(sk_X509_value(found, i)));
    return chain;
}

bool holds(const std::vector<Certificate>& certificates, X509* one) {
    return std::any_of(certificates.begin(), certificates.end(),
                       [&](const Certificate& known) { return same(known.get(), one); });
}

}  // namespace review
