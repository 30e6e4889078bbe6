#include "sign/certificate_path.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

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

bool is_signed_by(X509_CRL* list, X509* issuer) {
    return X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1 || fits_as_sm2(list, issuer);
}

// A hold may be taken back by leaving the certificate out of the next list; nothing else may (RFC 5280, 5.3.1).
bool is_for_good(X509_REVOKED* entry) {
    const Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr)));
    return !reason || (ASN1_ENUMERATED_get(reason.get()) != CRL_REASON_CERTIFICATE_HOLD && ASN1_ENUMERATED_get(reason.get()) != CRL_REASON_REMOVE_FROM_CRL);
}

// OpenSSL asks the newest list of an issuer alone, which may leave out what has ended since (RFC 5280, 5). Who hands over a list that
// names a certificate means it.
void ask_every_list(CertificatePath& path, const std::vector<RevocationList>& lists, std::time_t when) {
    for (std::size_t i = 0; i + 1 < path.found.size(); ++i) {
        X509* certificate = path.found[i].get();
        for (const auto& list : lists) {
            X509_REVOKED* entry = nullptr;
            if (X509_NAME_cmp(X509_CRL_get_issuer(list.get()), X509_get_issuer_name(certificate)) != 0) continue;
            if (X509_CRL_get0_by_cert(list.get(), &entry, certificate) != 1 || !is_for_good(entry)) continue;
            if (X509_cmp_time(X509_REVOKED_get0_revocationDate(entry), &when) > 0 || !is_signed_by(list.get(), path.found[i + 1].get())) continue;
            path.error = X509_V_ERR_CERT_REVOKED;
            path.at = share(certificate);
            if (X509_CRL_up_ref(list.get()) == 1) path.list.reset(list.get());
            return;
        }
    }
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
    if (path.error == X509_V_OK) ask_every_list(path, lists, when);
    ERR_clear_error();
    return path;
}

}  // namespace review
