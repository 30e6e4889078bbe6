#pragma once

#include <string>
#include <vector>

#include "sign/openssl_handles.hpp"

namespace review {

using RevocationList = Owned<X509_CRL, X509_CRL_free>;

// The lists of a file in PEM (RFC 7468; certificates beside them are passed over) or of one in DER. None where anything of it is not understood.
std::vector<RevocationList> lists_in(ByteView file);

// Every list of these files, in PEM or one in DER. Throws Errc::io, Errc::bad_config where a file holds none or is damaged anywhere, or one
// without nextUpdate (RFC 5280, 5.1.2.5) or under a digest that can be forged.
std::vector<RevocationList> read_lists(const std::vector<std::string>& paths);

// Whether the list is signed with SM2 and that fits the issuer's key; OpenSSL knows no id for lists.
bool fits_as_sm2(X509_CRL* list, X509* issuer);

}  // namespace review
