#pragma once

#include <string>
#include <vector>

#include "sign/openssl_handles.hpp"

namespace review {

// Where a certificate says one may ask about it; only http:// addresses, in order.
std::vector<std::string> list_addresses(X509* certificate);       // cRLDistributionPoints, whole lists
std::vector<std::string> responder_addresses(X509* certificate);  // authorityInfoAccess, ocsp
std::vector<std::string> issuer_addresses(X509* certificate);     // authorityInfoAccess, caIssuers

}  // namespace review
