#pragma once

#include <functional>
#include <optional>

#include <review/digest.hpp>

#include "sign/signing_key_impl.hpp"
#include "sign/verification.hpp"

namespace review {

// CAdES-BES (ETSI EN 319 122-1, 5.3) as PAdES wants it: detached SignedData in DER over content with
// this SHA-256, one SignerInfo, the signed attributes content-type, message-digest and
// signing-certificate-v2, and no signing-time (ETSI EN 319 142-1, 6.3). `stamp`, where there is one, gives the
// time stamp over the digest of the signature value, which becomes the one unsigned attribute (5.5.1 of the former).
using Stamp = std::function<Bytes(const Digest&)>;
Bytes sign_cms(const SigningKey::Impl& key, const Digest& content, const Stamp& stamp);

// A signature that fits its content, and what is still to be judged.
struct SeenSignature {
    CarriedCertificates carried;
    Bytes time_stamp;  // empty: none
    Digest stamped;    // what a time stamp must be over
};

// Checks "cms", "one-signer", "signed-attributes", "message-digest", "signing-certificate",
// "algorithm", "signature-value", "cms-form"; nullopt where one failed.
std::optional<SeenSignature> verify_cms(Verification& verification, ByteView der, const Digest& content);

}  // namespace review
