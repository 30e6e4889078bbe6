#include <openssl/err.h>
#include <openssl/ess.h>

#include <algorithm>

#include "sign/cms.hpp"
#include "sign/cms_form.hpp"

namespace review {
namespace {

using Stack = Owned<STACK_OF(X509), [](STACK_OF(X509) * stack) { sk_X509_free(stack); }>;

Cms parse_cms(ByteView der) {
    const unsigned char* at = der.data();
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    const bool whole = cms && at == der.data() + der.size() && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed;
    return whole ? std::move(cms) : nullptr;
}

bool has(CMS_SignerInfo* info, int nid) { return CMS_signed_get_attr_by_NID(info, nid, -1) >= 0; }

// The token of the one unsigned attribute (RFC 3161, appendix A); empty where there is none or another.
Bytes time_stamp_of(CMS_SignerInfo* info) {
    const auto* value = static_cast<ASN1_STRING*>(
        CMS_unsigned_get0_data_by_OBJ(info, OBJ_nid2obj(NID_id_smime_aa_timeStampToken), -3, V_ASN1_SEQUENCE));
    if (!value) return {};
    const unsigned char* data = ASN1_STRING_get0_data(value);
    return Bytes(data, data + ASN1_STRING_length(value));
}

// Exactly the three attributes of the form, each once. More is refused: an attribute we do not
// understand may change what the signature means.
bool expected_attributes(CMS_ContentInfo* cms, CMS_SignerInfo* info) {
    const auto* type = static_cast<ASN1_OBJECT*>(
        CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
    return CMS_signed_get_attr_count(info) == 3 && type &&
           CMS_unsigned_get_attr_count(info) <= (time_stamp_of(info).empty() ? 0 : 1) && OBJ_obj2nid(type) == NID_pkcs7_data &&
           OBJ_obj2nid(CMS_get0_eContentType(cms)) == NID_pkcs7_data &&
           has(info, NID_pkcs9_messageDigest) && has(info, NID_id_smime_aa_signingCertificateV2) &&
           !has(info, NID_pkcs9_signingTime) && CMS_is_detached(cms) == 1;
}

bool digest_fits(CMS_SignerInfo* info, const Digest& content) {
    const auto* noted = static_cast<ASN1_OCTET_STRING*>(
        CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    if (!noted) return false;
    const ByteView bytes(ASN1_STRING_get0_data(noted), static_cast<std::size_t>(ASN1_STRING_length(noted)));
    return std::equal(bytes.begin(), bytes.end(), content.bytes.begin(), content.bytes.end());
}

// RFC 5035, 5.4: the attribute names the certificate by its digest, so that it cannot be swapped.
bool names_certificate(CMS_SignerInfo* info, X509* certificate) {
    const auto* value = static_cast<ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(
        info, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE));
    if (!value) return false;
    const unsigned char* at = ASN1_STRING_get0_data(value);
    const Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free> named(
        d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(value)));
    const Stack chain(sk_X509_new_null());
    sk_X509_push(chain.get(), certificate);
    const bool fits = named && OSSL_ESS_check_signing_certs(nullptr, named.get(), chain.get(), 1) == 1;
    ERR_clear_error();
    return fits;
}

CarriedCertificates carried_by(CMS_ContentInfo* cms, CMS_SignerInfo* info) {
    CarriedCertificates carried;
    auto* stack = CMS_get1_certs(cms);
    for (int i = 0; i < sk_X509_num(stack); ++i) {
        Certificate certificate(sk_X509_value(stack, i));
        const bool signer = !carried.signer && CMS_SignerInfo_cert_cmp(info, certificate.get()) == 0;
        if (signer) carried.signer = std::move(certificate);
        else carried.others.push_back(std::move(certificate));
    }
    sk_X509_free(stack);
    return carried;
}

std::string name_of(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    const char* name = OBJ_nid2ln(OBJ_obj2nid(object));
    return name ? name : "unknown";
}

// SHA-256 with RSASSA-PKCS1-v1_5 or ECDSA.
bool expected_algorithms(CMS_SignerInfo* info, std::string& seen) {
    X509_ALGOR* digest = nullptr;
    X509_ALGOR* signature = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest, &signature);
    seen = name_of(digest) + ", " + name_of(signature);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    if (OBJ_obj2nid(object) != NID_sha256) return false;
    X509_ALGOR_get0(&object, nullptr, nullptr, signature);
    const int nid = OBJ_obj2nid(object);
    return nid == NID_rsaEncryption || nid == NID_sha256WithRSAEncryption || nid == NID_ecdsa_with_SHA256;
}

ByteView value_of(CMS_SignerInfo* info) {
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(info);
    return {ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))};
}

bool own_form(ByteView der, const CarriedCertificates& carried, const Digest& content, CMS_SignerInfo* info) {
    const Cms again = unsigned_cms(carried.signer.get(), X509_get0_pubkey(carried.signer.get()), carried.others, content);
    if (!again) return false;
    set_signature(again.get(), value_of(info));
    if (const Bytes token = time_stamp_of(info); !token.empty()) set_time_stamp(again.get(), token);
    const Bytes expected = der_of(again.get());
    return std::equal(expected.begin(), expected.end(), der.begin(), der.end());
}

}  // namespace

std::optional<SeenSignature> verify_cms(Verification& out, ByteView der, const Digest& content) {
    const Cms cms = parse_cms(der);
    if (!check(out, "cms", cms != nullptr, say(Msg::sign_seen_bytes, {std::to_string(der.size())}))) return {};
    CMS_SignerInfo* info = only_signer(cms.get());
    if (!check(out, "one-signer", info != nullptr, say(Msg::sign_seen_signers))) return {};
    CarriedCertificates carried = carried_by(cms.get(), info);
    if (!check(out, "signed-attributes", expected_attributes(cms.get(), info), say(Msg::sign_seen_attributes))) return {};
    if (!check(out, "message-digest", digest_fits(info, content), say(Msg::sign_seen_digest))) return {};
    if (!check(out, "signing-certificate", carried.signer && names_certificate(info, carried.signer.get()),
               carried.signer ? subject_of(carried.signer.get()) : say(Msg::sign_no_signer_certificate))) {
        return {};
    }
    std::string seen;
    const bool expected = expected_algorithms(info, seen);
    if (!check(out, "algorithm", expected, seen)) return {};
    EVP_PKEY* key = X509_get0_pubkey(carried.signer.get());
    if (!check(out, "signature-value", key && signature_fits(key, signed_attributes(info), value_of(info)),
               say(Msg::sign_seen_value))) {
        return {};
    }
    if (!check(out, "cms-form", own_form(der, carried, content, info), say(Msg::sign_seen_form))) return {};
    return SeenSignature{std::move(carried), time_stamp_of(info), signature_digest(cms.get())};
}

}  // namespace review
