#include "sign/key_source.hpp"

#include <openssl/err.h>

namespace review {
namespace {

class HeldKey : public KeyHolder {
public:
    explicit HeldKey(PrivateKey key) : key_(std::move(key)) {}
    Bytes sign(ByteView message, X509*, Scheme scheme) const override { return sign_message(key_.get(), scheme, message); }
    bool may_belong_to(X509* certificate) const override {
        const bool belongs = X509_check_private_key(certificate, key_.get()) == 1;
        ERR_clear_error();
        return belongs;
    }

private:
    PrivateKey key_;
};

}  // namespace

std::unique_ptr<KeyHolder> holder_of(PrivateKey key) { return std::make_unique<HeldKey>(std::move(key)); }

KeySource open_key(const std::string& where, const Sensitive& secret) {
    static constexpr std::string_view token = "pkcs11:", command = "command:";
    if (where.starts_with(token)) return key_on_token(where, secret);
    if (where.starts_with(command)) return key_behind_command(where.substr(command.size()));
    return key_from_file(where, secret);
}

}  // namespace review
