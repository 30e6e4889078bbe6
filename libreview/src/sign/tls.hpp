#pragma once

#include <openssl/ssl.h>

#include <string>

#include "sign/openssl_handles.hpp"

namespace review {

// TLS 1.2 or later around a connection to `host`, whose certificate must name it and lead to a root of `roots` (PEM; empty: those
// the system trusts).
class TlsClient {
public:
    // Throws Errc::bad_config where `roots` holds no certificate.
    TlsClient(std::string host, const std::string& roots);
    BIO* around(BIO* connection);  // nullptr where there is no memory
    const std::string& fault() const { return fault_; }  // why the host's certificate was not accepted; empty: nobody objected

private:
    static int judge(int good, X509_STORE_CTX* context);

    std::string host_, fault_;
    Owned<SSL_CTX, SSL_CTX_free> settings_;
};

}  // namespace review
