#include "sign/tls.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "base/messages/stamp.hpp"
#include "sign/certificate.hpp"

namespace review {
namespace {

void trust_roots(SSL_CTX* settings, const std::string& roots) {
    if (roots.empty()) {
        SSL_CTX_set_default_verify_paths(settings);
        return;
    }
    for (const auto& root : read_certificates(roots, Errc::bad_config)) X509_STORE_add_cert(SSL_CTX_get_cert_store(settings), root.get());
}

}  // namespace

TlsClient::TlsClient(std::string host, const std::string& roots) : host_(std::move(host)), settings_(SSL_CTX_new(TLS_client_method())) {
    if (!settings_) throw Error(Errc::io, say(Msg::stamp_no_reason));
    SSL_CTX_set_min_proto_version(settings_.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(settings_.get(), SSL_VERIFY_PEER, judge);
    trust_roots(settings_.get(), roots);
}

int TlsClient::judge(int good, X509_STORE_CTX* context) {
    auto* session = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(context, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto* client = static_cast<TlsClient*>(SSL_get_app_data(session));
    if (good != 1 && client->fault_.empty()) client->fault_ = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
    return good;
}

BIO* TlsClient::around(BIO* connection) {
    Owned<SSL, SSL_free> session(SSL_new(settings_.get()));
    Bio filter(BIO_new(BIO_f_ssl()));
    if (!session || !filter) return nullptr;
    SSL_set_app_data(session.get(), this);
    // RFC 6125: the certificate names the host, or this very address. Whole labels only; RFC 6066, 3: addresses are no names.
    X509_VERIFY_PARAM* rules = SSL_get0_param(session.get());
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    const bool address = X509_VERIFY_PARAM_set1_ip_asc(rules, host_.c_str()) == 1;
    ERR_clear_error();
    const bool named = address || (X509_VERIFY_PARAM_set1_host(rules, host_.c_str(), 0) == 1 && SSL_set_tlsext_host_name(session.get(), host_.c_str()) == 1);
    if (!named) return nullptr;
    SSL_set_connect_state(session.get());
    BIO_set_ssl(filter.get(), session.release(), BIO_CLOSE);
    return BIO_push(filter.release(), connection);
}

}  // namespace review
