#pragma once

#include <openssl/ocsp.h>

#include <span>

#include <review/signature_slot.hpp>

#include "sign/revocation_entry.hpp"
#include "sign/trusted_chain.hpp"

namespace review {

using RevocationList = Owned<X509_CRL, X509_CRL_free>;
using OcspResponse = Owned<OCSP_RESPONSE, OCSP_RESPONSE_free>;

// nullptr where the bytes are not exactly one value in DER.
RevocationList list_of_der(ByteView der);
OcspResponse response_of_der(ByteView der);
Bytes der_of(X509_CRL* list);

enum class Revocation { unknown, good, revoked_later, revoked };  // the strictest last
struct RevocationStatus {
    Revocation is = Revocation::unknown;
    std::string sentence{};  // of what was revoked
};

// What a list or a response says of a certificate at a moment: unknown also where it is not current then, not
// signed by the issuer (a response also by whom the issuer lets answer, RFC 6960, 4.2.2.2), or signed weakly.
// `chain` begins with the certificate and ends with a root. Without a proven time nothing excuses what was revoked.
using Chain = std::span<const Certificate>;
RevocationStatus status_in(X509_CRL* list, Chain chain, const TrustedRoots& trust, const ProvenTime* proven = nullptr);
RevocationStatus status_in(OCSP_RESPONSE* response, Chain chain, const TrustedRoots& trust, const ProvenTime* proven = nullptr);

// Validation data as a file carries it.
struct ValidationData {
    std::vector<Certificate> certificates;
    std::vector<RevocationList> lists;
    std::vector<OcspResponse> responses;
    bool present = false;
};
ValidationBytes der_of(const ValidationData& data);
// False, and how much was added is open, where a value is not DER of its kind or is there already.
bool append(ValidationData& data, const ValidationBytes& more);

struct ChainInTime {
    Chain chain;
    ProvenTime time;  // of what its first certificate signed
};

// Checks "revocation": of each certificate of the chains but the root, something says that it was good at
// trust.when, or was revoked later than what it signed ("revoked-later" tells the first one); and "validation-data": nothing is
// there that was not needed, save the first ones of each kind, which another revision of the file brought. `prefix` begins the names.
struct BroughtBefore {
    std::size_t certificates = 0, lists = 0, responses = 0;
};
void check_revocation(Verification& verification, const ValidationData& data, const std::vector<ChainInTime>& chains,
                      const TrustedRoots& trust, const BroughtBefore& before = {}, const std::string& prefix = {});

}  // namespace review
