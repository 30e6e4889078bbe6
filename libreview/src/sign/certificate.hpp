#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/error.hpp>

#include "sign/openssl_handles.hpp"
#include "sign/scheme.hpp"

namespace review {

// Every certificate of a file, in order, in PEM or one in DER. Throws Errc::io, or `code` where there is none.
std::vector<Certificate> read_certificates(const std::string& path, Errc code);
std::vector<Certificate> certificates_in(const Bio& file);  // empty where there is none

// Tells OpenSSL the id under which an SM2 authority signs; it would take none (GM/T 0009, 10).
Certificate with_sm2_id(Certificate certificate);
// nullptr where the bytes are not exactly one certificate in DER.
Certificate certificate_of_der(ByteView der);
Bytes der_of(X509* certificate);
Certificate share(X509* certificate);

std::string name_text(const X509_NAME* name);  // RFC 4514
std::string subject_of(X509* certificate);
bool self_issued(X509* certificate);
bool same(X509* one, X509* other);

// "RSA-3072", "P-256", "Ed25519", "SM2"; "unknown" for what we have no name for.
std::string algorithm_of(EVP_PKEY* key);
// keyUsage absent, or with digitalSignature or nonRepudiation (RFC 5280, 4.2.1.3); extendedKeyUsage absent, or with a purpose of
// persons or documents (4.2.1.12).
bool may_sign(X509* certificate);

Digest spki_of(X509* certificate);  // SHA-256 of its SubjectPublicKeyInfo; throws Errc::bad_key

std::time_t seconds_of(const ASN1_TIME* time);  // since 1970; -1 where there is none, or none that can be read

enum class Validity { current, not_yet, expired };
Validity validity_at(X509* certificate, std::time_t when);

// The signer's issuers that `pool` holds, nearest first, without the self-issued root: a reader
// trusts his own copy of that or none.
std::vector<Certificate> path_of(X509* signer, const std::vector<Certificate>& pool);

}  // namespace review
