#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"
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

}  // namespace

PrivateKey read_private_key(const std::string& path, const Sensitive& text) {
    const Bio file = open_key_file(path);
    Passphrase passphrase{text};
    PrivateKey key(PEM_read_bio_PrivateKey(file.get(), nullptr, give_passphrase, &passphrase));
    ERR_clear_error();
    if (key) return key;
    if (!passphrase.asked) throw Error(Errc::bad_key, say(Msg::sign_no_key, {path}));
    throw Error(Errc::bad_key, say(text.empty() ? Msg::sign_passphrase_needed : Msg::sign_passphrase_wrong, {path}));
}

namespace {

// A key in memory.
class HeldKey : public KeyHolder {
public:
    explicit HeldKey(PrivateKey key) : key_(std::move(key)) {}
    Bytes sign(ByteView message, X509*) const override { return sign_message(key_.get(), message); }

private:
    PrivateKey key_;
};

}  // namespace

SigningKey SigningKey::load(const std::string& key_path, const std::string& certificate_path,
                            const std::string& chain_path, const Sensitive& passphrase) {
    auto impl = std::make_unique<Impl>();
    auto key = read_private_key(key_path, passphrase);
    auto pool = read_certificates(certificate_path, Errc::bad_key);
    impl->certificate = std::move(pool.front());
    pool.erase(pool.begin());
    if (!chain_path.empty()) {
        for (auto& issuer : read_certificates(chain_path, Errc::bad_key)) pool.push_back(std::move(issuer));
    }
    if (X509_check_private_key(impl->certificate.get(), key.get()) != 1) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_key_mismatch, {key_path, certificate_path}));
    }
    impl->holder = std::make_unique<HeldKey>(std::move(key));
    if (!signs_statements(impl->public_key())) {
        throw Error(Errc::bad_key, say(Msg::sign_untrusted_key, {key_path, algorithm_of(impl->public_key())}));
    }
    if (!may_sign(impl->certificate.get())) {
        throw Error(Errc::bad_key, say(Msg::sign_key_usage, {subject_of(impl->certificate.get())}));
    }
    require_current(impl->certificate.get(), std::time(nullptr));
    impl->chain = path_of(impl->certificate.get(), pool);
    return SigningKey(std::move(impl));
}

Bytes SigningKey::Impl::sign(ByteView message) const {
    Bytes signature = holder->sign(message, certificate.get());
    if (signature_fits(public_key(), message, signature)) return signature;
    throw Error(Errc::bad_key, say(Msg::sign_other_key, {subject_of(certificate.get())}));
}

std::string SigningKey::subject() const { return subject_of(impl_->certificate.get()); }
std::string SigningKey::algorithm() const { return algorithm_of(impl_->public_key()); }

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

}  // namespace review
