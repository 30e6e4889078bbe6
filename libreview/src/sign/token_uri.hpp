#pragma once

#include <p11-kit/uri.h>

#include <string>
#include <vector>

#include <review/sensitive.hpp>

#include "sign/openssl_handles.hpp"

namespace review {

// RFC 7512, read.
class TokenUri {
public:
    // Throws Errc::bad_key: not a URI of this kind, an attribute nobody knows, a PIN in it.
    explicit TokenUri(const std::string& text);

    // For sentences: without the query, where somebody may have written a PIN.
    const std::string& text() const { return text_; }
    // Attribute module-path, else the environment's REVIEW_PKCS11_MODULE, else empty.
    std::string module_path() const;
    // `given`, or where that is empty what the file of attribute pin-source holds, to the end of its line.
    Sensitive pin(const Sensitive& given) const;
    bool fits(const CK_INFO& module) const;
    bool fits(CK_SLOT_ID slot, const CK_SLOT_INFO& info) const;
    bool fits(const CK_TOKEN_INFO& token) const;
    // Of the private key: the id and the label where the URI has them.
    std::vector<CK_ATTRIBUTE> key() const;

private:
    std::string text_;
    Owned<P11KitUri, p11_kit_uri_free> uri_;
};

}  // namespace review
