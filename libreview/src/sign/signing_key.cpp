#include "base/messages/sign.hpp"
#include "sign/key_source.hpp"

namespace review {
namespace {

void append(std::vector<Certificate>& pool, std::vector<Certificate> more) {
    for (auto& certificate : more) pool.push_back(std::move(certificate));
}

// The query of a token's URI may hold a PIN.
std::string shown(const std::string& key) { return key.starts_with("pkcs11:") ? key.substr(0, key.find('?')) : key; }

void require_signer(const SigningKey::Impl& impl, const std::string& key_path, const std::string& certificate_path) {
    X509* certificate = impl.certificate.get();
    if (!impl.holder->may_belong_to(certificate)) {
        throw Error(Errc::bad_key, say(Msg::sign_key_mismatch, {key_path, certificate_path}));
    }
    if (!signs_statements(impl.public_key())) {
        throw Error(Errc::bad_key, say(Msg::sign_untrusted_key, {key_path, algorithm_of(impl.public_key())}));
    }
    if (!may_sign(certificate)) throw Error(Errc::bad_key, say(Msg::sign_key_usage, {subject_of(certificate)}));
    require_current(certificate, std::time(nullptr));
}

std::unique_ptr<SigningKey::Impl> with_certificates(KeySource source, const std::string& key, const std::string& certificate_path, const std::string& chain_path) {
    auto impl = std::make_unique<SigningKey::Impl>();
    impl->holder = std::move(source.holder);
    std::vector<Certificate> pool;
    if (certificate_path.empty()) {
        if (!source.certificate) throw Error(Errc::bad_key, say(Msg::sign_key_alone, {key}));
        impl->certificate = std::move(source.certificate);
    } else {
        pool = read_certificates(certificate_path, Errc::bad_key);
        impl->certificate = std::move(pool.front());
        pool.erase(pool.begin());
    }
    if (!chain_path.empty()) append(pool, read_certificates(chain_path, Errc::bad_key));
    append(pool, std::move(source.others));
    require_signer(*impl, key, certificate_path);
    impl->chain = path_of(impl->certificate.get(), pool);
    return impl;
}

}  // namespace

SigningKey SigningKey::load(const std::string& key_path, const std::string& certificate_path,
                            const std::string& chain_path, const Sensitive& passphrase) {
    return SigningKey(with_certificates(open_key(key_path, passphrase), shown(key_path), certificate_path, chain_path));
}

SigningKey SigningKey::load(const PluginKey& key, const std::string& certificate_path, const std::string& chain_path, const Sensitive& passphrase) {
    const auto identity = key.signer->identity();
    auto impl = with_certificates(key_behind_plugin(key, passphrase), identity.name + (key.key.empty() ? "" : "#" + key.key), certificate_path, chain_path);
    impl->plugin = identity;
    return SigningKey(std::move(impl));
}

std::optional<PluginIdentity> SigningKey::plugin() const { return impl_->plugin; }

Bytes SigningKey::Impl::sign(ByteView message) const {
    const auto scheme = scheme_of(public_key());
    if (!scheme) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    return sign(message, *scheme);
}

Bytes SigningKey::Impl::sign(ByteView message, Scheme scheme) const {
    Bytes signature = holder->sign(message, certificate.get(), scheme);
    if (signature_fits(public_key(), scheme, message, signature)) return signature;
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
