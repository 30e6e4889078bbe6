#include <review/certificate.hpp>

#include "base/messages/sign.hpp"
#include "sign/signing_key_impl.hpp"

namespace review {

Bytes certificate_of(const SigningKey& key) { return der_of(key.impl().certificate.get()); }

std::vector<Bytes> chain_of(const SigningKey& key) {
    std::vector<Bytes> chain;
    for (const auto& issuer : key.impl().chain) chain.push_back(der_of(issuer.get()));
    return chain;
}

Bytes sign_detached(const SigningKey& key, ByteView message) {
    require_current(key.impl().certificate.get(), std::time(nullptr));
    return key.impl().sign(message);
}

bool signature_fits(ByteView certificate_der, ByteView message, ByteView signature) {
    const Certificate certificate = certificate_of_der(certificate_der);
    EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
    return signs_statements(key) && signature_fits(key, message, signature);
}

}  // namespace review
