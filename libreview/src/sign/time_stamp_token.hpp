#pragma once

#include <openssl/ts.h>

#include <review/time_stamp.hpp>

#include "sign/trusted_chain.hpp"

namespace review {

using Token = Owned<PKCS7, PKCS7_free>;
using TokenInfo = Owned<TS_TST_INFO, TS_TST_INFO_free>;

// A time stamp that is whole: in the one form we accept, signed by the certificate that came along, which is
// one of a time-stamp authority. Whom it is over and whether to trust it is asked below.
struct TimeStampToken {
    Token token;
    TokenInfo info;
    TimeStamp says;
    CarriedCertificates carried;
};

// From hostile bytes. Throws Errc::unverified.
TimeStampToken read_time_stamp(ByteView der);

bool stamps(const TimeStampToken& token, const Digest& digest);

// The authority's chain at the token's own time, from the certificates it carries and `known`. It must be
// valid at `trust.when` as well: an authority whose certificate has expired may have lost its key since.
// Throws Errc::unverified.
std::vector<Certificate> chain_of(const TimeStampToken& token, const std::vector<Certificate>& known, const TrustedRoots& trust);

}  // namespace review
