#pragma once

#include <openssl/pkcs7.h>

#include <vector>

#include "sign/certificate.hpp"

namespace review {

// GB/T 35275-2017, 8: SignedData as PKCS #7 has it, under types of its own. No content, no revocation lists.
struct GmContentInfo {
    ASN1_OBJECT* type;
};
struct GmSignedData {
    ASN1_INTEGER* version;
    STACK_OF(X509_ALGOR) * digests;
    GmContentInfo* content;
    STACK_OF(X509) * certificates;
    STACK_OF(PKCS7_SIGNER_INFO) * signers;
};
struct GmMessage {
    ASN1_OBJECT* type;
    GmSignedData* data;
};
void free_gm_message(GmMessage* message);
using Gm = Owned<GmMessage, free_gm_message>;

// nullptr where the bytes are not exactly one such message.
Gm gm_of_der(ByteView der);
Bytes der_of(const GmMessage* message);

// The one form we write, without the signature value. nullptr where it cannot be made.
Gm unsigned_gm(X509* signer, const std::vector<Certificate>& others, ByteView content);
// What is signed: the attributes as a DER SET OF.
Bytes signed_part(const GmMessage* message);
PKCS7_SIGNER_INFO* only_gm_signer(const GmMessage* message);  // nullptr where there is none or another
void set_gm_signature(GmMessage* message, ByteView signature);

}  // namespace review
