#pragma once

#include <ctime>
#include <string>
#include <vector>

#include "sign/certificate.hpp"
#include "sign/revocation_list.hpp"

namespace review {

// From a certificate to a root (RFC 5280, 6).
struct CertificatePath {
    int error = X509_V_OK;
    std::vector<Certificate> found;  // the signer's first; as far as it went
    Certificate at;                  // where it stopped
    RevocationList list;             // the list it stopped over, where it was one
};

// `others` lead the way, `roots` are where it has to end. Without lists nothing is asked about revocation; with
// them the signer's issuer must have one, those above are looked up where theirs is given.
CertificatePath path_to_root(X509* signer, const std::vector<Certificate>& others, const std::vector<Certificate>& roots,
                             const std::vector<RevocationList>& lists, std::time_t when);

// Empty where the path is whole; else one sentence.
std::string why_no_path(const CertificatePath& path, X509* signer);

}  // namespace review
