#pragma once

#include <review/digest.hpp>

#include "sign/certificate.hpp"

namespace review {

// The one form in which we write a signature: everything but the signature value, which is empty.
// The verifier writes it again from its parts and compares, since nothing signs the versions, the
// algorithm sets and the signer's name in a CMS.
Cms unsigned_cms(X509* signer, EVP_PKEY* key, const std::vector<Certificate>& others, const Digest& content);
void set_signature(CMS_ContentInfo* cms, ByteView signature);
void set_time_stamp(CMS_ContentInfo* cms, ByteView token);
Digest signature_digest(CMS_ContentInfo* cms);  // of the signature value
CMS_SignerInfo* only_signer(CMS_ContentInfo* cms);  // nullptr where there is none or another

// What is signed: the attributes as a DER SET OF (RFC 5652, 5.4).
Bytes signed_attributes(CMS_SignerInfo* signer);
Bytes der_of(CMS_ContentInfo* cms);

}  // namespace review
