#pragma once

#include <optional>
#include <string>

#include <review/bytes.hpp>

#include "sign/openssl_handles.hpp"

namespace review {

// How a key signs. All but Ed25519, which takes the message itself, sign a digest of 32 bytes or, where an
// RSASSA-PSS key asks for it, more.
enum class Scheme {
    rsa,      // RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2)
    rsa_pss,  // the salt as long as the digest, MGF1 with the same digest (RFC 8017, 8.1)
    ecdsa,    // SHA-256, DER (RFC 3279, 2.2.3), for P-256 and P-384
    ed25519,  // RFC 8032, pure
    sm2,      // SM3 and the id of GM/T 0009, DER
};

// By the kind of the key alone; nullopt for one that signs nothing here.
std::optional<Scheme> scheme_of(EVP_PKEY* key);
// RSA of 3072 bits or more with SHA-256 or more, P-256, P-384, Ed25519, SM2.
bool signs_statements(EVP_PKEY* key);
// RSA and the two curves of NIST: readers of documents verify nothing else.
bool signs_documents(EVP_PKEY* key);

// "rsa-sha256", "rsa-pss-sha256", "ecdsa-sha256", "ed25519", "sm2-sm3"
std::string name_of(Scheme scheme);

// GM/T 0009-2012, 10: the id of a signer who was given none.
inline constexpr char sm2_id[] = "1234567812345678";

// What a device signs that takes no more than a digest: of the message, for SM2 of the signer's Z and the message
// (GM/T 0009, 8.1). Empty for Ed25519, which has none, and where the key cannot be read.
Bytes digest_to_sign(EVP_PKEY* key, ByteView message);

// By scheme_of(), or a key of Scheme::rsa by rsa_pss.
Bytes sign_message(EVP_PKEY* key, Scheme scheme, ByteView message);  // throws Errc::bad_key
bool signature_fits(EVP_PKEY* key, Scheme scheme, ByteView message, ByteView signature);
bool signature_fits(EVP_PKEY* key, ByteView message, ByteView signature);  // by scheme_of()

}  // namespace review
