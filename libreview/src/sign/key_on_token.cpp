#include <algorithm>
#include <ctime>
#include <mutex>

#include "base/messages/sign.hpp"
#include "sign/key_source.hpp"
#include "sign/raw_signature.hpp"
#include "sign/token.hpp"

namespace review {
namespace {

// RFC 8017, 9.2, note 1: what stands before a SHA-256 digest in RSASSA-PKCS1-v1_5.
constexpr std::uint8_t sha256_info[] = {0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};

class TokenKey : public KeyHolder {
public:
    TokenKey(std::unique_ptr<Token> token, CK_OBJECT_HANDLE key) : token_(std::move(token)), key_(key) {}

    Bytes sign(ByteView message, X509* certificate, Scheme scheme) const override {
        const Bytes digest = digest_to_sign(X509_get0_pubkey(certificate), message);
        const std::lock_guard one_at_a_time(mutex_);
        switch (scheme) {
            case Scheme::rsa: return token_->sign(key_, {CKM_RSA_PKCS, nullptr, 0}, with_info(digest));
            case Scheme::rsa_pss: return sign_pss(digest);
            case Scheme::ecdsa: return der_of_raw(token_->sign(key_, {CKM_ECDSA, nullptr, 0}, digest));
            case Scheme::ed25519: return token_->sign(key_, {CKM_EDDSA, nullptr, 0}, message);
            case Scheme::sm2: break;  // PKCS #11 has no mechanism for it; each maker has his own
        }
        throw Error(Errc::bad_key, say(Msg::sign_token_sm2));
    }

    bool may_belong_to(X509*) const override { return true; }  // each signature shows

private:
    static Bytes with_info(const Bytes& digest) {
        Bytes info(std::begin(sha256_info), std::end(sha256_info));
        info.insert(info.end(), digest.begin(), digest.end());
        return info;
    }

    Bytes sign_pss(const Bytes& digest) const {
        CK_RSA_PKCS_PSS_PARAMS salted{CKM_SHA256, CKG_MGF1_SHA256, 32};
        if (digest.size() == 48) salted = {CKM_SHA384, CKG_MGF1_SHA384, 48};
        if (digest.size() == 64) salted = {CKM_SHA512, CKG_MGF1_SHA512, 64};
        return token_->sign(key_, {CKM_RSA_PKCS_PSS, &salted, sizeof salted}, digest);
    }

    std::unique_ptr<Token> token_;
    CK_OBJECT_HANDLE key_;
    mutable std::mutex mutex_;
};

// The certificate with the key's id (PKCS #11, CKA_ID). After a renewal there may be older ones beside it.
void take_token_certificates(KeySource& source, const Token& token, const Bytes& id) {
    std::vector<Certificate> own;
    for (const auto object : token.objects(CKO_CERTIFICATE)) {
        auto certificate = certificate_of_der(token.attribute(object, CKA_VALUE));
        if (!certificate) continue;
        const bool same_id = !id.empty() && token.attribute(object, CKA_ID) == id;
        (same_id ? own : source.others).push_back(std::move(certificate));
    }
    const auto now = std::time(nullptr);
    if (own.size() > 1) std::erase_if(own, [&](const auto& one) { return validity_at(one.get(), now) != Validity::current; });
    if (own.size() == 1) source.certificate = std::move(own.front());
}

}  // namespace

KeySource key_on_token(const std::string& uri, const Sensitive& pin) {
    auto token = std::make_unique<Token>(uri, pin);
    const auto key = token->private_key();
    KeySource source;
    take_token_certificates(source, *token, token->attribute(key, CKA_ID));
    source.holder = std::make_unique<TokenKey>(std::move(token), key);
    return source;
}

}  // namespace review
