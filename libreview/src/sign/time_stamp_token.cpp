#include "sign/time_stamp_token.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "base/messages/stamp.hpp"
#include "sign/der.hpp"
#include "sign/revocation_word.hpp"

namespace review {
namespace {

[[noreturn]] void bad_token(std::string sentence) {
    ERR_clear_error();
    throw Error(Errc::unverified, sentence);
}

Token parse(ByteView der) {
    const unsigned char* at = der.data();
    Token token(d2i_PKCS7(nullptr, &at, static_cast<long>(der.size())));
    const bool one = token && at == der.data() + der.size();
    const Bytes again = one ? written_der<PKCS7>(token.get(), i2d_PKCS7) : Bytes{};
    const bool whole = one && std::equal(der.begin(), der.end(), again.begin(), again.end());
    ERR_clear_error();
    const bool is_signed = whole && PKCS7_type_is_signed(token.get()) && token->d.sign && token->d.sign->contents;
    return is_signed ? std::move(token) : nullptr;
}

int nid_of(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* object = nullptr;
    int type = V_ASN1_UNDEF;
    X509_ALGOR_get0(&object, &type, nullptr, algorithm);
    return type == V_ASN1_UNDEF || type == V_ASN1_NULL ? OBJ_obj2nid(object) : NID_undef;
}

bool same_name(const X509_NAME* one, const X509_NAME* other) {
    const unsigned char *a = nullptr, *b = nullptr;
    std::size_t a_size = 0, b_size = 0;
    return X509_NAME_get0_der(one, &a, &a_size) == 1 && X509_NAME_get0_der(other, &b, &b_size) == 1 &&
           std::equal(a, a + a_size, b, b + b_size);
}

// RFC 5652, 5.3 and RFC 3161, 2.4.2. Nothing signs these, so they have one value.
bool token_in_form(const PKCS7_SIGNED& whole, const PKCS7_SIGNER_INFO& info, X509* signer) {
    const auto* type = PKCS7_get_signed_attribute(&info, NID_pkcs9_contentType);
    return ASN1_INTEGER_get(whole.version) == 3 && ASN1_INTEGER_get(info.version) == 1 &&
           sk_X509_CRL_num(whole.crl) <= 0 && sk_X509_ATTRIBUTE_num(info.unauth_attr) <= 0 &&
           sk_X509_ALGOR_num(whole.md_algs) == 1 && nid_of(sk_X509_ALGOR_value(whole.md_algs, 0)) == nid_of(info.digest_alg) &&
           same_name(info.issuer_and_serial->issuer, X509_get_issuer_name(signer)) && type && type->type == V_ASN1_OBJECT &&
           OBJ_obj2nid(type->value.object) == NID_id_smime_ct_TSTInfo;
}

bool strong_stamp(const PKCS7_SIGNER_INFO& info, X509* signer) {
    const int digest = nid_of(info.digest_alg), signature = nid_of(info.digest_enc_alg);
    if (digest != NID_sha256 && digest != NID_sha384 && digest != NID_sha512) return false;
    EVP_PKEY* key = X509_get0_pubkey(signer);
    if (!key || EVP_PKEY_get_security_bits(key) < 112) return false;
    if (signature == NID_rsaEncryption) return EVP_PKEY_is_a(key, "RSA") == 1;
    int used_digest = NID_undef, used_key = NID_undef;
    return OBJ_find_sigid_algs(signature, &used_digest, &used_key) == 1 && used_digest == digest &&
           ((used_key == NID_rsaEncryption && EVP_PKEY_is_a(key, "RSA") == 1) ||
            (used_key == NID_X9_62_id_ecPublicKey && EVP_PKEY_is_a(key, "EC") == 1));
}

CarriedCertificates carried_by_token(PKCS7& token, PKCS7_SIGNER_INFO* info) {
    CarriedCertificates carried;
    X509* signer = PKCS7_cert_from_signer_info(&token, info);
    if (!signer) bad_token(say(Msg::stamp_no_certificate));
    carried.signer = share(signer);
    const auto* stack = token.d.sign->cert;
    for (int i = 0; i < sk_X509_num(stack); ++i) {
        if (sk_X509_value(stack, i) != signer) carried.others.push_back(share(sk_X509_value(stack, i)));
    }
    return carried;
}

std::int64_t time_of(const TS_TST_INFO* info) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) bad_token(say(Msg::stamp_not_a_token));
    return timegm(&parts);
}

std::string serial_of(const TS_TST_INFO* info) {
    const auto* serial = TS_TST_INFO_get_serial(info);
    constexpr char hex[] = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < ASN1_STRING_length(serial); ++i) {
        const auto byte = ASN1_STRING_get0_data(serial)[i];
        text += {hex[byte >> 4], hex[byte & 15]};
    }
    return text;
}

// The token's signature and that its signed attribute names the certificate (RFC 5816), checked by OpenSSL
// with the authority itself for a root: the way to a real one is another question.
void require_signed(const TimeStampToken& stamp) {
    Store store(X509_STORE_new());
    bool issued = false;
    for (const auto& other : stamp.carried.others) {
        issued = issued || X509_check_issued(other.get(), stamp.carried.signer.get()) == X509_V_OK;
        X509_STORE_add_cert(store.get(), other.get());
    }
    if (!issued) X509_STORE_add_cert(store.get(), stamp.carried.signer.get());
    X509_VERIFY_PARAM* rules = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
    const Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free> context(TS_VERIFY_CTX_new());
    TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_SIGNATURE | TS_VFY_VERSION);
    TS_VERIFY_CTX_set_store(context.get(), store.release());
    if (TS_RESP_verify_token(context.get(), stamp.token.get()) == 1) return;
    const char* why = ERR_reason_error_string(ERR_peek_last_error());
    bad_token(say(Msg::stamp_signature, {why ? why : "?"}));
}

}  // namespace

TimeStampToken read_time_stamp(ByteView der) {
    TimeStampToken stamp;
    stamp.token = parse(der);
    if (stamp.token) stamp.info.reset(PKCS7_to_TS_TST_INFO(stamp.token.get()));
    if (!stamp.info) bad_token(say(Msg::stamp_not_a_token));
    auto* infos = PKCS7_get_signer_info(stamp.token.get());
    if (sk_PKCS7_SIGNER_INFO_num(infos) != 1) bad_token(say(Msg::stamp_form));
    PKCS7_SIGNER_INFO* info = sk_PKCS7_SIGNER_INFO_value(infos, 0);
    stamp.carried = carried_by_token(*stamp.token, info);
    X509* signer = stamp.carried.signer.get();
    if (!token_in_form(*stamp.token->d.sign, *info, signer)) bad_token(say(Msg::stamp_form));
    if (!strong_stamp(*info, signer)) bad_token(say(Msg::stamp_algorithm));
    stamp.says = {time_of(stamp.info.get()), subject_of(signer), serial_of(stamp.info.get())};
    if (X509_check_purpose(signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1) {
        bad_token(say(Msg::stamp_purpose, {stamp.says.authority}));
    }
    require_signed(stamp);
    ERR_clear_error();
    return stamp;
}

bool stamps(const TimeStampToken& token, const Digest& digest) {
    TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(token.info.get());
    const ASN1_OCTET_STRING* noted = TS_MSG_IMPRINT_get_msg(imprint);
    const ByteView bytes(ASN1_STRING_get0_data(noted), static_cast<std::size_t>(ASN1_STRING_length(noted)));
    return nid_of(TS_MSG_IMPRINT_get_algo(imprint)) == NID_sha256 &&
           std::equal(bytes.begin(), bytes.end(), digest.bytes.begin(), digest.bytes.end());
}

std::vector<Certificate> chain_of(const TimeStampToken& stamp, const std::vector<Certificate>& known, const TrustedRoots& trust) {
    if (trust.paths.empty()) bad_token(say(Msg::stamp_no_trust));
    std::vector<Certificate> pool;
    for (const auto* some : {&stamp.carried.others, &known}) {
        for (const auto& certificate : *some) pool.push_back(share(certificate.get()));
    }
    X509* signer = stamp.carried.signer.get();
    auto chain = trusted_chain(signer, pool, X509_PURPOSE_TIMESTAMP_SIGN, {trust.paths, stamp.says.time});
    if (chain.fault.empty()) chain.fault = trusted_chain(signer, pool, X509_PURPOSE_TIMESTAMP_SIGN, trust).fault;
    if (!chain.fault.empty()) bad_token(say(Msg::stamp_chain, {stamp.says.authority, chain.fault}));
    // Nothing signs which certificates come along: they could hide bytes.
    for (const auto& other : stamp.carried.others) {
        if (!holds(chain.certificates, other.get())) bad_token(say(Msg::stamp_strangers));
    }
    return std::move(chain.certificates);
}

TimeStamp verify_time_stamp(ByteView token, const Digest& of, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths) {
    TimeStampToken stamp = read_time_stamp(token);
    if (!stamps(stamp, of)) bad_token(say(Msg::stamp_digest));
    const std::time_t today = std::time(nullptr);
    const auto chain = chain_of(stamp, {}, {trust_paths, today});
    const auto word = word_on_chain(chain, read_lists(crl_paths), {static_cast<std::time_t>(stamp.says.time), today, {}, true});
    if (!word.refusal.empty()) bad_token(word.refusal);
    stamp.says.looked_up = word.current;
    return stamp.says;
}

}  // namespace review
