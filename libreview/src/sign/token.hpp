#pragma once

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

#include <memory>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/sensitive.hpp>

namespace review {

// An open session on the one token a PKCS #11 URI (RFC 7512) speaks of. One thread at a time. A token that this
// process has open already asks for no PIN again.
class Token {
public:
    // Throws Errc::bad_key: the URI, the module, the token, the PIN.
    Token(const std::string& uri, const Sensitive& pin);
    ~Token();
    Token(const Token&) = delete;
    Token& operator=(const Token&) = delete;

    // The one private or secret key the URI speaks of.
    CK_OBJECT_HANDLE private_key() const;
    CK_OBJECT_HANDLE secret_key() const;
    std::vector<CK_OBJECT_HANDLE> objects(CK_OBJECT_CLASS kind) const;
    // Empty where the object has none.
    Bytes attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const;
    Bytes sign(CK_OBJECT_HANDLE key, CK_MECHANISM mechanism, ByteView data) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace review
