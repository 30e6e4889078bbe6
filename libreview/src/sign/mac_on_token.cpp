#include "sign/mac_on_token.hpp"

#include <openssl/crypto.h>

#include <review/error.hpp>

#include "base/messages/sign.hpp"
#include "sign/token.hpp"

namespace review {

Sensitive mac_on_token(const std::string& uri, const Sensitive& pin, std::string_view text) {
    const Token token(uri, pin);
    Bytes mac = token.sign(token.secret_key(), {CKM_SHA256_HMAC, nullptr, 0}, as_bytes(text));
    Sensitive kept(as_text(mac));
    OPENSSL_cleanse(mac.data(), mac.size());
    // FIPS 198-1 over SHA-256: some modules make shorter ones where the key says so.
    if (kept.reveal().size() != 32) throw Error(Errc::bad_key, say(Msg::sign_token_no_mac, {uri.substr(0, uri.find('?'))}));
    return kept;
}

}  // namespace review
