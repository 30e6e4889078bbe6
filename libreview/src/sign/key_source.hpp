#pragma once

#include <string>
#include <vector>

#include <review/sensitive.hpp>

#include "sign/signing_key_impl.hpp"

namespace review {

// What stands where --key points: who signs, and the certificates that came along.
struct KeySource {
    std::unique_ptr<KeyHolder> holder;
    Certificate certificate;          // the key's own; null where it is not there or not alone
    std::vector<Certificate> others;
};

// A file (PEM or PKCS #12), "pkcs11:..." (RFC 7512) or "command:/path/of/a/program". `secret` opens it.
// Throws Errc::io, Errc::bad_key.
KeySource open_key(const std::string& where, const Sensitive& secret);

KeySource key_from_file(const std::string& path, const Sensitive& passphrase);
KeySource key_on_token(const std::string& uri, const Sensitive& pin);
KeySource key_behind_command(const std::string& program);
KeySource key_behind_plugin(const PluginKey& key, const Sensitive& secret);

// A key in memory.
std::unique_ptr<KeyHolder> holder_of(PrivateKey key);

}  // namespace review
