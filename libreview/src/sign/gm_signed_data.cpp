#include "sign/gm_signed_data.hpp"

#include <openssl/asn1t.h>
#include <openssl/err.h>
#include <openssl/ess.h>

#include <algorithm>
#include <array>

#include "sign/der.hpp"

namespace review {
namespace {

// GM/T 0006: SM2-1, the signature algorithm; the two types are of GB/T 35275, 6.
constexpr char sm2_signs[] = "1.2.156.10197.1.301.1", gm_data[] = "1.2.156.10197.6.1.4.2.1", gm_signed_data[] = "1.2.156.10197.6.1.4.2.2";

ASN1_SEQUENCE(GmContentInfo) = {ASN1_SIMPLE(GmContentInfo, type, ASN1_OBJECT)} static_ASN1_SEQUENCE_END(GmContentInfo)

ASN1_SEQUENCE(GmSignedData) = {
    ASN1_SIMPLE(GmSignedData, version, ASN1_INTEGER), ASN1_SET_OF(GmSignedData, digests, X509_ALGOR), ASN1_SIMPLE(GmSignedData, content, GmContentInfo),
    ASN1_IMP_SET_OF_OPT(GmSignedData, certificates, X509, 0), ASN1_SET_OF(GmSignedData, signers, PKCS7_SIGNER_INFO)
} static_ASN1_SEQUENCE_END(GmSignedData)

ASN1_SEQUENCE(GmMessage) = {ASN1_SIMPLE(GmMessage, type, ASN1_OBJECT), ASN1_EXP(GmMessage, data, GmSignedData, 0)} static_ASN1_SEQUENCE_END(GmMessage)

bool name_algorithm(X509_ALGOR* algorithm, ASN1_OBJECT* name) { return algorithm && name && X509_ALGOR_set0(algorithm, name, V_ASN1_UNDEF, nullptr) == 1; }

void replace(ASN1_OBJECT*& object, const char* name) {
    ASN1_OBJECT_free(object);
    object = OBJ_txt2obj(name, 1);
}

bool add_attribute(PKCS7_SIGNER_INFO* info, int nid, int type, const void* value, int size) {
    if (!info->auth_attr) info->auth_attr = sk_X509_ATTRIBUTE_new_null();
    Owned<X509_ATTRIBUTE, X509_ATTRIBUTE_free> attribute(X509_ATTRIBUTE_create_by_NID(nullptr, nid, type, value, size));
    return attribute && sk_X509_ATTRIBUTE_push(info->auth_attr, attribute.get()) > 0 && attribute.release() != nullptr;
}

// RFC 5035, 3: nothing else in it names the certificate under the signature.
Bytes certificate_named(X509* signer) {
    const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> named(OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), signer, nullptr, 0));
    return named ? written_der<ESS_SIGNING_CERT_V2>(named.get(), i2d_ESS_SIGNING_CERT_V2) : Bytes{};
}

bool add_attributes(PKCS7_SIGNER_INFO* info, X509* signer, ByteView content) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(content.data(), content.size(), digest.data(), &size, EVP_sm3(), nullptr) != 1) return false;
    const Owned<ASN1_OBJECT, ASN1_OBJECT_free> type(OBJ_txt2obj(gm_data, 1));
    const Bytes certificate = certificate_named(signer);
    // In the order of a DER SET OF (X.690, 11.6): the shortest first.
    return add_attribute(info, NID_pkcs9_contentType, V_ASN1_OBJECT, type.get(), -1) &&
           add_attribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(), static_cast<int>(size)) &&
           add_attribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, certificate.data(), static_cast<int>(certificate.size()));
}

bool describe_signer(PKCS7_SIGNER_INFO* info, X509* signer, ByteView content) {
    ASN1_INTEGER_free(info->issuer_and_serial->serial);
    info->issuer_and_serial->serial = ASN1_INTEGER_dup(X509_get0_serialNumber(signer));
    return ASN1_INTEGER_set(info->version, 1) == 1 && X509_NAME_set(&info->issuer_and_serial->issuer, X509_get_issuer_name(signer)) == 1 &&
           info->issuer_and_serial->serial && name_algorithm(info->digest_alg, OBJ_nid2obj(NID_sm3)) && name_algorithm(info->digest_enc_alg, OBJ_txt2obj(sm2_signs, 1)) &&
           add_attributes(info, signer, content);
}

bool add_certificate(GmSignedData* data, X509* certificate) { return X509_up_ref(certificate) == 1 && sk_X509_push(data->certificates, certificate) > 0; }

}  // namespace

void free_gm_message(GmMessage* message) { ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(message), ASN1_ITEM_rptr(GmMessage)); }

Gm gm_of_der(ByteView der) {
    const unsigned char* at = der.data();
    Gm message(reinterpret_cast<GmMessage*>(ASN1_item_d2i(nullptr, &at, static_cast<long>(der.size()), ASN1_ITEM_rptr(GmMessage))));
    ERR_clear_error();
    return message && at == der.data() + der.size() ? std::move(message) : nullptr;
}

Bytes der_of(const GmMessage* message) {
    unsigned char* data = nullptr;
    const int size = ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(message), &data, ASN1_ITEM_rptr(GmMessage));
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    ERR_clear_error();
    return size > 0 ? Bytes(data, data + size) : Bytes{};
}

Gm unsigned_gm(X509* signer, const std::vector<Certificate>& others, ByteView content) {
    Gm message(reinterpret_cast<GmMessage*>(ASN1_item_new(ASN1_ITEM_rptr(GmMessage))));
    if (!message) return nullptr;
    GmSignedData* data = message->data;
    replace(message->type, gm_signed_data);
    replace(data->content->type, gm_data);
    data->certificates = sk_X509_new_null();
    Owned<X509_ALGOR, X509_ALGOR_free> digest(X509_ALGOR_new());
    Owned<PKCS7_SIGNER_INFO, PKCS7_SIGNER_INFO_free> info(PKCS7_SIGNER_INFO_new());
    bool made = ASN1_INTEGER_set(data->version, 1) == 1 && data->certificates && name_algorithm(digest.get(), OBJ_nid2obj(NID_sm3)) && info && describe_signer(info.get(), signer, content) &&
                add_certificate(data, signer);
    for (const auto& other : others) made = made && add_certificate(data, other.get());
    made = made && sk_X509_ALGOR_push(data->digests, digest.get()) > 0 && digest.release() && sk_PKCS7_SIGNER_INFO_push(data->signers, info.get()) > 0 && info.release();
    ERR_clear_error();
    return made ? std::move(message) : nullptr;
}

Bytes signed_part(const GmMessage* message) {
    const PKCS7_SIGNER_INFO* info = only_gm_signer(message);
    unsigned char* data = nullptr;
    const int size = info && info->auth_attr ? ASN1_item_i2d(reinterpret_cast<const ASN1_VALUE*>(info->auth_attr), &data, ASN1_ITEM_rptr(PKCS7_ATTR_SIGN)) : 0;
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    return size > 0 ? Bytes(data, data + size) : Bytes{};
}

PKCS7_SIGNER_INFO* only_gm_signer(const GmMessage* message) {
    const auto* signers = message->data->signers;
    return signers && sk_PKCS7_SIGNER_INFO_num(signers) == 1 ? sk_PKCS7_SIGNER_INFO_value(signers, 0) : nullptr;
}

void set_gm_signature(GmMessage* message, ByteView signature) {
    ASN1_STRING_set(only_gm_signer(message)->enc_digest, signature.data(), static_cast<int>(signature.size()));
}

}  // namespace review
