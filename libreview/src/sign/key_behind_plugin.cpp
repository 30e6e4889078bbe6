#include "base/messages/plugins.hpp"
#include "sign/key_source.hpp"
#include "sign/raw_signature.hpp"

namespace review {
namespace {

// docs/plugins.md, "Signers".
class KeyOfPlugin : public KeyHolder {
public:
    KeyOfPlugin(PluginKey key, Sensitive secret) : key_(std::move(key)), secret_(std::move(secret)) {}

    Bytes sign(ByteView message, X509* certificate, Scheme scheme) const override {
        EVP_PKEY* key = X509_get0_pubkey(certificate);
        const Bytes der = der_of(certificate), digest = digest_to_sign(key, message);
        Bytes told = key_.signer->sign({key_.key, secret_, name_of(scheme), der, message, digest});
        const auto fits = [&](const Bytes& signature) { return signature_fits(key, scheme, message, signature); };
        if (fits(told)) return told;
        const bool curve = scheme == Scheme::ecdsa || scheme == Scheme::sm2;
        if (curve && told.size() % 2 == 0) told = der_of_raw(told);
        if (curve && fits(told)) return told;
        throw Error(Errc::bad_key, say(Msg::plugin_other_key, {key_.signer->identity().name, subject_of(certificate)}));
    }

    bool may_belong_to(X509*) const override { return true; }  // each signature shows

private:
    PluginKey key_;
    Sensitive secret_;
};

}  // namespace

KeySource key_behind_plugin(const PluginKey& key, const Sensitive& secret) {
    KeySource source{std::make_unique<KeyOfPlugin>(key, secret.copy()), nullptr, {}};
    for (const auto& der : key.signer->certificates(key.key, secret)) {
        auto certificate = certificate_of_der(der);
        if (!certificate) throw Error(Errc::bad_key, say(Msg::plugin_bad_certificate, {key.signer->identity().name}));
        (source.certificate ? source.others.emplace_back() : source.certificate) = std::move(certificate);
    }
    return source;
}

}  // namespace review
