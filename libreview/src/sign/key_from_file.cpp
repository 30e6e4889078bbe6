#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <algorithm>

#include "base/messages/sign.hpp"
#include "sign/key_file.hpp"
#include "sign/key_source.hpp"
#include "sign/signing_key_impl.hpp"

namespace review {
namespace {

using Library = Owned<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using Provider = Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload>;
using Store = Owned<PKCS12, PKCS12_free>;

[[noreturn]] void locked(const Sensitive& passphrase, const std::string& path) {
    ERR_clear_error();
    throw Error(Errc::bad_key, say(passphrase.empty() ? Msg::sign_passphrase_needed : Msg::sign_passphrase_wrong, {path}));
}

struct Question {
    const Sensitive& passphrase;
    bool asked = false;
};

int answer(char* buffer, int size, int, void* context) {
    auto& question = *static_cast<Question*>(context);
    question.asked = true;
    const auto text = question.passphrase.reveal();
    if (text.size() > static_cast<std::size_t>(size)) return -1;
    std::copy(text.begin(), text.end(), buffer);
    return text.empty() ? -1 : static_cast<int>(text.size());
}

// The certificate of the key, where the file has it too.
void take_certificates(KeySource& source, std::vector<Certificate> certificates) {
    for (auto& certificate : certificates) {
        const bool own = !source.certificate && source.holder->may_belong_to(certificate.get());
        (own ? source.certificate : source.others.emplace_back()) = std::move(certificate);
    }
}

PrivateKey pem_key(const Bio& file, const std::string& path, const Sensitive& passphrase) {
    Question question{passphrase};
    PrivateKey key(PEM_read_bio_PrivateKey(file.get(), nullptr, answer, &question));
    ERR_clear_error();
    if (!key && question.asked) locked(passphrase, path);
    if (!key) throw Error(Errc::bad_key, say(Msg::sign_no_key, {path}));
    return key;
}

KeySource from_pem(const Bio& file, const std::string& path, const Sensitive& passphrase) {
    // Of the same bytes: reading one kind passes over the other.
    const auto bytes = left_in(file);
    const Bio again(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    KeySource source{holder_of(pem_key(again, path, passphrase)), nullptr, {}};
    take_certificates(source, certificates_in(file));
    return source;
}

// Programs before 2020 wrote RC2, which OpenSSL keeps aside: here, and for this file alone, it is let in.
class Older {
public:
    OSSL_LIB_CTX* library() const { return library_.get(); }

private:
    Library library_{OSSL_LIB_CTX_new()};
    Provider usual_{OSSL_PROVIDER_load(library_.get(), "default")}, legacy_{OSSL_PROVIDER_load(library_.get(), "legacy")};
};

// A copy that ends in a zero, for OpenSSL, and is wiped.
class Terminated {
public:
    explicit Terminated(const Sensitive& text) : bytes_(text.reveal().begin(), text.reveal().end()) { bytes_.push_back('\0'); }
    Terminated(const Terminated&) = delete;
    Terminated& operator=(const Terminated&) = delete;
    ~Terminated() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
    const char* text() const { return bytes_.data(); }

private:
    std::vector<char> bytes_;
};

// In OpenSSL's usual library, whatever the old one made of it.
PrivateKey in_usual_library(const PrivateKey& key) {
    const Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> plain(EVP_PKEY2PKCS8(key.get()));
    return PrivateKey(plain ? EVP_PKCS82PKEY(plain.get()) : nullptr);
}

Certificate in_usual_library(X509* certificate) { return certificate ? certificate_of_der(der_of(certificate)) : nullptr; }

// PKCS #12 (RFC 7292).
KeySource from_pkcs12(const Bio& file, const std::string& path, const Sensitive& passphrase) {
    const Older older;
    PKCS12* empty = PKCS12_init_ex(NID_pkcs7_data, older.library(), nullptr);
    const Store store(empty && d2i_PKCS12_bio(file.get(), &empty) ? empty : nullptr);
    if (!store) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_no_key, {path}));
    }
    const Terminated secret(passphrase);
    if (PKCS12_mac_present(store.get()) == 1 && PKCS12_verify_mac(store.get(), secret.text(), -1) != 1 &&
        (!passphrase.empty() || PKCS12_verify_mac(store.get(), nullptr, 0) != 1)) {
        locked(passphrase, path);
    }
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    const bool parsed = PKCS12_parse(store.get(), secret.text(), &key, &certificate, &others) == 1;
    const PrivateKey key_owner(key);
    const Certificate certificate_owner(certificate);
    const Owned<STACK_OF(X509), [](STACK_OF(X509) * stack) { sk_X509_pop_free(stack, X509_free); }> others_owner(others);
    PrivateKey usual = parsed && key ? in_usual_library(key_owner) : nullptr;
    ERR_clear_error();
    if (!usual) throw Error(Errc::bad_key, say(parsed ? Msg::sign_no_key : Msg::sign_pkcs12_odd, {path}));
    KeySource source{holder_of(std::move(usual)), in_usual_library(certificate), {}};
    for (int i = 0; i < sk_X509_num(others); ++i) {
        if (auto other = in_usual_library(sk_X509_value(others, i))) source.others.push_back(std::move(other));
    }
    return source;
}

}  // namespace

KeySource key_from_file(const std::string& path, const Sensitive& passphrase) {
    const Bio file = open_key_file(path);
    return is_der(file) ? from_pkcs12(file, path, passphrase) : from_pem(file, path, passphrase);
}

PrivateKey read_private_key(const std::string& path, const Sensitive& passphrase) { return pem_key(open_key_file(path), path, passphrase); }

}  // namespace review
