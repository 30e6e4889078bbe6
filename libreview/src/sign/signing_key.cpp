#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/messages/base.hpp"
#include "base/messages/sign.hpp"
#include "sign/signing_key_impl.hpp"

namespace review {
namespace {

struct Passphrase {
    const Sensitive& text;
    bool asked = false;
};

int give_passphrase(char* buffer, int size, int, void* context) {
    auto& passphrase = *static_cast<Passphrase*>(context);
    passphrase.asked = true;
    const auto text = passphrase.text.reveal();
    if (text.size() > static_cast<std::size_t>(size)) return -1;
    std::copy(text.begin(), text.end(), buffer);
    return text.empty() ? -1 : static_cast<int>(text.size());
}

PrivateKey read_key(const std::string& path, const Sensitive& text) {
    errno = 0;
    const Bio file(BIO_new_file(path.c_str(), "r"));
    if (!file) {
        const int error = errno;
        ERR_clear_error();
        throw Error(Errc::io, say(Msg::cannot_open, {path, std::strerror(error)}));
    }
    Passphrase passphrase{text};
    PrivateKey key(PEM_read_bio_PrivateKey(file.get(), nullptr, give_passphrase, &passphrase));
    ERR_clear_error();
    if (key) return key;
    if (!passphrase.asked) throw Error(Errc::bad_key, say(Msg::sign_no_key, {path}));
    throw Error(Errc::bad_key, say(text.empty() ? Msg::sign_passphrase_needed : Msg::sign_passphrase_wrong, {path}));
}

}  // namespace

SigningKey SigningKey::load(const std::string& key_path, const std::string& certificate_path,
                            const std::string& chain_path, const Sensitive& passphrase) {
    auto impl = std::make_unique<Impl>();
    impl->key = read_key(key_path, passphrase);
    auto pool = read_certificates(certificate_path, Errc::bad_key);
    impl->certificate = std::move(pool.front());
    pool.erase(pool.begin());
    if (!chain_path.empty()) {
        for (auto& issuer : read_certificates(chain_path, Errc::bad_key)) pool.push_back(std::move(issuer));
    }
    if (!signs_documents(impl->key.get())) {
        throw Error(Errc::bad_key, say(Msg::sign_weak_key, {key_path, algorithm_of(impl->key.get())}));
    }
    if (X509_check_private_key(impl->certificate.get(), impl->key.get()) != 1) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_key_mismatch, {key_path, certificate_path}));
    }
    if (!may_sign(impl->certificate.get())) {
        throw Error(Errc::bad_key, say(Msg::sign_key_usage, {subject_of(impl->certificate.get())}));
    }
    require_current(impl->certificate.get(), std::time(nullptr));
    impl->chain = path_of(impl->certificate.get(), pool);
    return SigningKey(std::move(impl));
}

std::string SigningKey::subject() const { return subject_of(impl_->certificate.get()); }
std::string SigningKey::algorithm() const { return algorithm_of(impl_->key.get()); }

SigningKey::SigningKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

void require_current(X509* certificate, std::time_t when) {
    const Validity validity = validity_at(certificate, when);
    if (validity == Validity::current) return;
    throw Error(Errc::bad_key, say(validity == Validity::expired ? Msg::sign_expired : Msg::sign_not_yet_valid,
                                   {subject_of(certificate)}));
}

Bytes sign_message(EVP_PKEY* key, ByteView message) {
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1) {
        Bytes signature(size);
        if (EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1) {
            signature.resize(size);
            return signature;
        }
    }
    ERR_clear_error();
    throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
}

bool signature_fits(EVP_PKEY* key, ByteView message, ByteView signature) {
    const DigestContext context(EVP_MD_CTX_new());
    const bool fits = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                                       message.size()) == 1;
    ERR_clear_error();
    return fits;
}

}  // namespace review
