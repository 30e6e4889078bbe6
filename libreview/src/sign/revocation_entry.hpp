#pragma once

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <optional>
#include <string>

#include "sign/openssl_handles.hpp"

namespace review {

// How it is known that a signature was there before a certificate on its chain was revoked.
struct ProvenTime {
    std::time_t at;     // it existed then: a verified time stamp is over it
    std::time_t today;  // when somebody asks

    // It is a time stamp itself, and `at` that of a later one over it: the time it names.
    std::optional<std::time_t> named{};
    // It is a time stamp, and nothing that was verified is over it.
    bool alone = false;
};

// What a revocation list (RFC 5280, 5.3) or a responder (RFC 6960, 4.2.1) says of a certificate that is revoked.
struct RevocationEntry {
    std::time_t from = -1;  // revocationDate, or invalidityDate where that is earlier; -1: it cannot be told
    int reason = CRL_REASON_UNSPECIFIED;
};

RevocationEntry entry_in(X509_CRL* list, X509* certificate);
RevocationEntry entry_in(OCSP_SINGLERESP* answer);

// The one place that decides what an entry means for what was signed before: one of the two is a sentence, the other is empty.
struct RevocationJudgement {
    std::string refusal;  // it reaches back to the signature
    std::string later;    // it does not
};
RevocationJudgement judge(const RevocationEntry& entry, X509* certificate, const ProvenTime& time);

}  // namespace review
