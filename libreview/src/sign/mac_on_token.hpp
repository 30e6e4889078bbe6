#pragma once

#include <string>
#include <string_view>

#include <review/sensitive.hpp>

namespace review {

// HMAC-SHA-256 of the text, made by the secret key a PKCS #11 URI speaks of: the key stays on its token (CKM_SHA256_HMAC).
// Throws Errc::bad_key: the URI, the token, the PIN, a key that makes none.
Sensitive mac_on_token(const std::string& uri, const Sensitive& pin, std::string_view text);

}  // namespace review
