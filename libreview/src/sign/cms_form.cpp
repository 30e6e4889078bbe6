#include "sign/cms_form.hpp"

#include <openssl/err.h>

#include <algorithm>

namespace review {
namespace {

Bytes der_of_attribute(X509_ATTRIBUTE* attribute) {
    unsigned char* data = nullptr;
    const int size = i2d_X509_ATTRIBUTE(attribute, &data);
    if (size <= 0) return {};
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    return Bytes(data, data + size);
}

// X.690, 8.1.3: the short form under 128, else the fewest octets that hold it.
void append_length(Bytes& der, std::size_t length) {
    if (length < 128) {
        der.push_back(static_cast<std::uint8_t>(length));
        return;
    }
    Bytes octets;
    for (; length != 0; length >>= 8) octets.insert(octets.begin(), static_cast<std::uint8_t>(length & 0xff));
    der.push_back(static_cast<std::uint8_t>(0x80 | octets.size()));
    der.insert(der.end(), octets.begin(), octets.end());
}

}  // namespace

Cms unsigned_cms(X509* signer, EVP_PKEY* key, const std::vector<Certificate>& others, const Digest& content) {
    constexpr unsigned form = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY;
    Cms cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, form));
    CMS_SignerInfo* info =
        cms ? CMS_add1_signer(cms.get(), signer, key, EVP_sha256(), form | CMS_CADES | CMS_NOSMIMECAP) : nullptr;
    bool made = info != nullptr;
    for (const auto& other : others) made = made && CMS_add1_cert(cms.get(), other.get()) == 1;
    made = made &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, content.bytes.data(),
                                       static_cast<int>(content.bytes.size())) == 1;
    ERR_clear_error();
    return made ? std::move(cms) : nullptr;
}

void set_signature(CMS_ContentInfo* cms, ByteView signature) {
    ASN1_STRING_set(CMS_SignerInfo_get0_signature(only_signer(cms)), signature.data(),
                    static_cast<int>(signature.size()));
}

void set_time_stamp(CMS_ContentInfo* cms, ByteView token) {
    CMS_unsigned_add1_attr_by_NID(only_signer(cms), NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                  static_cast<int>(token.size()));
}

Digest signature_digest(CMS_ContentInfo* cms) {
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(only_signer(cms));
    return sha256({ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))});
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms) {
    auto* signers = CMS_get0_SignerInfos(cms);
    return signers && sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
}

Bytes signed_attributes(CMS_SignerInfo* signer) {
    std::vector<Bytes> attributes;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        attributes.push_back(der_of_attribute(CMS_signed_get_attr(signer, i)));
    }
    std::sort(attributes.begin(), attributes.end());  // X.690, 11.6
    Bytes content;
    for (const auto& attribute : attributes) content.insert(content.end(), attribute.begin(), attribute.end());
    Bytes der{0x31};
    append_length(der, content.size());
    der.insert(der.end(), content.begin(), content.end());
    return der;
}

Bytes der_of(CMS_ContentInfo* cms) {
    const int size = i2d_CMS_ContentInfo(cms, nullptr);
    Bytes der(size > 0 ? static_cast<std::size_t>(size) : 0);
    unsigned char* at = der.data();
    if (size > 0) i2d_CMS_ContentInfo(cms, &at);
    return der;
}

}  // namespace review
