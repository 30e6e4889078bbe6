#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

#include <review/certificate.hpp>

#include "base/messages/sign.hpp"
#include "sign/certificate.hpp"
#include "sign/key_file.hpp"

namespace review {
namespace {

[[noreturn]] void refuse(const Message& reason, const std::string& subject = {}) {
    ERR_clear_error();
    throw Error(Errc::bad_key, say(reason, {subject}));
}

// X.520, 6.2.9. Two of them would let one person count as either.
std::string number_of(X509* certificate) {
    const X509_NAME* name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_serialNumber, -1);
    if (at < 0) return {};
    if (X509_NAME_get_index_by_NID(name, NID_serialNumber, at) >= 0) refuse(Msg::sign_two_numbers, subject_of(certificate));
    unsigned char* data = nullptr;
    const int size = ASN1_STRING_to_UTF8(&data, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) refuse(Msg::sign_two_numbers, subject_of(certificate));
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    const bool control = std::any_of(data, data + size, [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; });
    if (control) refuse(Msg::sign_two_numbers, subject_of(certificate));
    return {data, data + size};
}

std::int64_t seconds_of(const ASN1_TIME* time, X509* certificate) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) refuse(Msg::sign_no_dates, subject_of(certificate));
    return timegm(&parts);
}

// The bit string of an elliptic key begins with 4 where the point is uncompressed (SEC 1, 2.3.3).
bool plain_point(X509* certificate) {
    const ASN1_BIT_STRING* bits = X509_get0_pubkey_bitstr(certificate);
    return bits && ASN1_STRING_length(bits) > 0 && ASN1_STRING_get0_data(bits)[0] == 4;
}

bool by_parameters(EVP_PKEY* key) {
    int explicitly = 0;
    const bool known = EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &explicitly) == 1;
    ERR_clear_error();
    return known && explicitly != 0;
}

EVP_PKEY* plain_key(X509* certificate) {
    EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (!key) refuse(Msg::sign_unread_key, subject_of(certificate));
    const bool curve = EVP_PKEY_is_a(key, "EC") || EVP_PKEY_is_a(key, "SM2");
    if (curve && (!plain_point(certificate) || by_parameters(key))) refuse(Msg::sign_odd_key, subject_of(certificate));
    return key;
}

Certificate parsed(ByteView der) {
    auto certificate = certificate_of_der(der);
    if (!certificate) refuse(Msg::sign_not_certificate);
    return certificate;
}

}  // namespace

Digest spki_of(X509* certificate) {
    unsigned char* data = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &data);
    if (size <= 0) refuse(Msg::sign_unread_key, subject_of(certificate));
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    return sha256({data, static_cast<std::size_t>(size)});
}

CertificateFacts facts_of(ByteView der) {
    const Certificate certificate = parsed(der);
    CertificateFacts facts;
    facts.algorithm = algorithm_of(plain_key(certificate.get()));
    facts.subject = subject_of(certificate.get());
    facts.serial_number_rdn = number_of(certificate.get());
    facts.spki = spki_of(certificate.get());
    facts.not_before = seconds_of(X509_get0_notBefore(certificate.get()), certificate.get());
    facts.not_after = seconds_of(X509_get0_notAfter(certificate.get()), certificate.get());
    return facts;
}

std::string public_key_pem(ByteView der) {
    const Certificate certificate = parsed(der);
    const Bio text(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PUBKEY(text.get(), plain_key(certificate.get())) != 1) {
        refuse(Msg::sign_unread_key, subject_of(certificate.get()));
    }
    return std::string(as_text(left_in(text)));
}

std::vector<Bytes> certificates_in(const std::string& path) {
    std::vector<Bytes> found;
    for (const auto& certificate : read_certificates(path, Errc::bad_key)) found.push_back(der_of(certificate.get()));
    return found;
}

}  // namespace review
