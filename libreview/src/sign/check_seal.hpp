#pragma once

#include "sign/cms.hpp"
#include "sign/validation_data.hpp"

namespace review {

// What is left once a signature fits its document. Checks "time-stamp" and "time-stamp-chain" where there is one,
// those of check_signer() at its time, "revocation" and "validation-data" where there are such data; notes in
// not_checked what could not be.
void check_seal(Verification& verification, const SeenSignature& seen, const ValidationData& data, const TrustedRoots& trust);

}  // namespace review
