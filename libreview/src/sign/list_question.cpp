#include "sign/list_question.hpp"

#include <openssl/err.h>

namespace review {

ListQuestion::ListQuestion(X509_STORE* store, X509_CRL* list, std::span<const Certificate> chain)
    : untrusted_(sk_X509_new_null()), lists_(sk_X509_CRL_new_null()), context_(X509_STORE_CTX_new()) {
    for (const auto& step : chain) sk_X509_push(untrusted_.get(), step.get());
    sk_X509_CRL_push(lists_.get(), list);
    X509_STORE_CTX_init(context_.get(), store, chain.front().get(), untrusted_.get());
    X509_STORE_CTX_set0_crls(context_.get(), lists_.get());
    X509_VERIFY_PARAM_set_purpose(rules(), X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_flags(rules(), X509_V_FLAG_CRL_CHECK);
}

int ListQuestion::answer() {
    const bool good = X509_verify_cert(context_.get()) == 1;
    const int error = X509_STORE_CTX_get_error(context_.get());
    ERR_clear_error();
    return good ? X509_V_OK : error == X509_V_OK ? X509_V_ERR_UNSPECIFIED : error;
}

}  // namespace review
