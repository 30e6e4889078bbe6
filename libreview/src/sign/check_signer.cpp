#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <algorithm>

#include "sign/verification.hpp"

namespace review {
namespace {

using Store = Owned<X509_STORE, X509_STORE_free>;
using StoreContext = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;

Store store_of(const std::vector<std::string>& paths) {
    Store store(X509_STORE_new());
    for (const auto& path : paths) {
        for (const auto& root : read_certificates(path, Errc::bad_config)) X509_STORE_add_cert(store.get(), root.get());
    }
    return store;
}

// Every certificate that came along stands on the chain. Nothing signs the others, so bytes could
// be hidden in them or changed.
bool no_strangers(const CarriedCertificates& carried, STACK_OF(X509) * chain) {
    return std::all_of(carried.others.begin(), carried.others.end(), [&](const Certificate& other) {
        for (int i = 0; i < sk_X509_num(chain); ++i) {
            if (same(sk_X509_value(chain, i), other.get())) return true;
        }
        return false;
    });
}

void check_chain(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust) {
    const Store store = store_of(trust.paths);
    const Owned<STACK_OF(X509), [](STACK_OF(X509) * stack) { sk_X509_free(stack); }> untrusted(sk_X509_new_null());
    for (const auto& other : carried.others) sk_X509_push(untrusted.get(), other.get());
    const StoreContext context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), carried.signer.get(), untrusted.get());
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(rules, trust.when);
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // 112 bits: no SHA-1, no RSA under 2048 on the way
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    const bool trusted = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    const int reason = X509_STORE_CTX_get_error(context.get());
    if (!check(verification, "chain", trusted,
               trusted ? say(Msg::sign_seen_chain, {std::to_string(sk_X509_num(X509_STORE_CTX_get0_chain(context.get())))})
                       : X509_verify_cert_error_string(reason))) {
        return;
    }
    check(verification, "carried-certificates", no_strangers(carried, X509_STORE_CTX_get0_chain(context.get())),
          say(Msg::sign_seen_carried, {std::to_string(carried.others.size())}));
}

}  // namespace

void check_signer(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust) {
    X509* signer = carried.signer.get();
    verification.signer = subject_of(signer);
    EVP_PKEY* key = X509_get0_pubkey(signer);
    check(verification, "key-strength", signs_documents(key), algorithm_of(key));
    check(verification, "key-usage", may_sign(signer), say(Msg::sign_seen_usage));
    if (trust.paths.empty()) {
        check(verification, "chain", false, say(Msg::sign_no_trust));
        return;
    }
    check_chain(verification, carried, trust);
}

}  // namespace review
