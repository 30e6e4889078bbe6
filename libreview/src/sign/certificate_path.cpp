#include "sign/certificate_path.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace review {
namespace {

using PathStore = Owned<X509_STORE, X509_STORE_free>;
using StoreContext = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using PathStack = Owned<STACK_OF(X509), [](STACK_OF(X509) * stack) { sk_X509_free(stack); }>;

// Where OpenSSL refuses what is right here.
bool right_after_all(X509_STORE_CTX* context, X509_CRL* list) {
    const int depth = X509_STORE_CTX_get_error_depth(context);
    switch (X509_STORE_CTX_get_error(context)) {
        case X509_V_ERR_UNABLE_TO_GET_CRL: return depth > 0;
        case X509_V_ERR_CRL_SIGNATURE_FAILURE: {
            auto* chain = X509_STORE_CTX_get0_chain(context);
            X509* issuer = sk_X509_value(chain, depth + 1 < sk_X509_num(chain) ? depth + 1 : depth);
            return list && issuer && fits_as_sm2(list, issuer);
        }
        default: return false;
    }
}

// Keeps the list it stopped over, which the context forgets.
int judge(int good, X509_STORE_CTX* context) {
    if (good == 1) return 1;
    X509_CRL* list = X509_STORE_CTX_get0_current_crl(context);
    if (right_after_all(context, list)) return 1;
    auto& path = *static_cast<CertificatePath*>(X509_STORE_CTX_get_app_data(context));
    if (list && X509_CRL_up_ref(list) == 1) path.list.reset(list);
    return 0;
}

PathStore store_of(const std::vector<Certificate>& roots, const std::vector<RevocationList>& lists) {
    PathStore store(X509_STORE_new());
    for (const auto& root : roots) X509_STORE_add_cert(store.get(), root.get());
    for (const auto& list : lists) X509_STORE_add_crl(store.get(), list.get());
    return store;
}

void set_rules(X509_STORE_CTX* context, bool with_lists, std::time_t when) {
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(rules, when);
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // 112 bits: no SHA-1, no RSA under 2048 on the way
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    if (with_lists) X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    X509_STORE_CTX_set_verify_cb(context, judge);
}

}  // namespace

CertificatePath path_to_root(X509* signer, const std::vector<Certificate>& others, const std::vector<Certificate>& roots,
                             const std::vector<RevocationList>& lists, std::time_t when) {
    const PathStore store = store_of(roots, lists);
    const PathStack untrusted(sk_X509_new_null());
    for (const auto& other : others) sk_X509_push(untrusted.get(), other.get());
    const StoreContext context(X509_STORE_CTX_new());
    X509_STORE_CTX_init(context.get(), store.get(), signer, untrusted.get());
    set_rules(context.get(), !lists.empty(), when);
    CertificatePath path;
    X509_STORE_CTX_set_app_data(context.get(), &path);
    if (X509_verify_cert(context.get()) != 1) {
        path.error = X509_STORE_CTX_get_error(context.get());
        if (path.error == X509_V_OK) path.error = X509_V_ERR_UNSPECIFIED;
        if (X509* at = X509_STORE_CTX_get_current_cert(context.get())) path.at = share(at);
    }
    auto* chain = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(chain); ++i) path.found.push_back(share(sk_X509_value(chain, i)));
    ERR_clear_error();
    return path;
}

}  // namespace review
