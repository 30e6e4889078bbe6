#include <review/certificate.hpp>

#include "base/messages/sign.hpp"
#include "sign/signing_key_impl.hpp"

namespace review {
namespace {

// Throws Errc::bad_key for a key that signs nothing here.
Scheme padded(EVP_PKEY* key, RsaPadding padding) {
    const auto scheme = scheme_of(key);
    if (!scheme) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    return scheme == Scheme::rsa && padding == RsaPadding::pss ? Scheme::rsa_pss : *scheme;
}

}  // namespace

Bytes certificate_of(const SigningKey& key) { return der_of(key.impl().certificate.get()); }

std::vector<Bytes> chain_of(const SigningKey& key) {
    std::vector<Bytes> chain;
    for (const auto& issuer : key.impl().chain) chain.push_back(der_of(issuer.get()));
    return chain;
}

Bytes sign_detached(const SigningKey& key, ByteView message, RsaPadding padding) {
    require_current(key.impl().certificate.get(), std::time(nullptr));
    return key.impl().sign(message, padded(key.impl().public_key(), padding));
}

bool signature_fits(ByteView certificate_der, ByteView message, ByteView signature, RsaPadding padding) {
    const Certificate certificate = certificate_of_der(certificate_der);
    EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
    return signs_statements(key) && signature_fits(key, padded(key, padding), message, signature);
}

}  // namespace review
