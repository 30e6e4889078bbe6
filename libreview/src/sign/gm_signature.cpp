#include <review/gm_signature.hpp>

#include <algorithm>
#include <ctime>

#include "base/messages/sign.hpp"
#include "sign/certificate_path.hpp"
#include "sign/gm_signed_data.hpp"
#include "sign/signing_key_impl.hpp"
#include "sign/verification.hpp"

namespace review {
namespace {

bool is_sm2(X509* certificate) {
    EVP_PKEY* key = X509_get0_pubkey(certificate);
    return key && scheme_of(key) == Scheme::sm2;
}

bool issued(const PKCS7_SIGNER_INFO* info, X509* certificate) {
    return X509_NAME_cmp(info->issuer_and_serial->issuer, X509_get_issuer_name(certificate)) == 0 &&
           ASN1_INTEGER_cmp(info->issuer_and_serial->serial, X509_get0_serialNumber(certificate)) == 0;
}

CarriedCertificates carried_by_gm(const GmMessage* message, const PKCS7_SIGNER_INFO* info) {
    CarriedCertificates carried;
    for (int i = 0; i < sk_X509_num(message->data->certificates); ++i) {
        Certificate certificate = certificate_of_der(der_of(sk_X509_value(message->data->certificates, i)));  // with the id of SM2
        if (!certificate) continue;
        const bool signer = !carried.signer && issued(info, certificate.get());
        (signer ? carried.signer : carried.others.emplace_back()) = std::move(certificate);
    }
    return carried;
}

// Signer and chain as of today, for it says no time.
void check_gm_signer(Verification& out, const CarriedCertificates& carried, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths) {
    const std::time_t now = std::time(nullptr);
    X509* signer = carried.signer.get();
    out.signer = subject_of(signer);
    out.signer_key = spki_of(signer);
    check(out, "key-usage", may_sign(signer), say(Msg::sign_seen_usage));
    std::vector<Certificate> roots;
    for (const auto& path : trust_paths) {
        for (auto& root : read_certificates(path, Errc::bad_config)) roots.push_back(std::move(root));
    }
    if (roots.empty()) {
        check(out, "chain", false, say(Msg::sign_no_trust));
        return;
    }
    const auto path = path_to_root(signer, carried.others, roots, {}, now);
    const auto why = why_no_path(path, signer);
    if (!check(out, "chain", why.empty(), why.empty() ? say(Msg::sign_seen_chain, {std::to_string(path.found.size())}) : why)) return;
    const bool strangers = std::any_of(carried.others.begin(), carried.others.end(), [&](const Certificate& other) {
        return std::none_of(path.found.begin(), path.found.end(), [&](const Certificate& step) { return same(step.get(), other.get()); });
    });
    check(out, "carried-certificates", !strangers, say(Msg::sign_seen_carried, {std::to_string(carried.others.size())}));
    if (crl_paths.empty()) {
        out.not_checked.push_back("revocation");
        return;
    }
    const auto revoked = why_no_path(path_to_root(signer, carried.others, roots, read_lists(crl_paths), now), signer);
    check(out, "reader-lists", revoked.empty(), revoked.empty() ? say(Msg::sign_seen_lists, {std::to_string(path.found.size() - 1)}) : revoked);
}

}  // namespace

Bytes sign_gm(ByteView content, const SigningKey& key) {
    X509* certificate = key.impl().certificate.get();
    require_current(certificate, std::time(nullptr));
    if (!is_sm2(certificate)) throw Error(Errc::bad_key, say(Msg::sign_gm_key, {key.subject(), key.algorithm()}));
    const Gm message = unsigned_gm(certificate, key.impl().chain, content);
    if (!message) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    set_gm_signature(message.get(), key.impl().sign(signed_part(message.get())));
    return der_of(message.get());
}

Verification verify_gm(ByteView signature, ByteView content, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths) {
    Verification out;
    out.format = "gm-signed-data";
    out.not_checked.push_back("time-stamp");
    const Gm message = gm_of_der(signature);
    const auto* info = message ? only_gm_signer(message.get()) : nullptr;
    if (!check(out, "gm-signed-data", info != nullptr, say(Msg::sign_seen_bytes, {std::to_string(signature.size())}))) return out;
    const auto carried = carried_by_gm(message.get(), info);
    X509* signer = carried.signer.get();
    if (!check(out, "signing-certificate", signer && is_sm2(signer), signer ? subject_of(signer) : say(Msg::sign_not_certificate))) return out;
    const ByteView value(ASN1_STRING_get0_data(info->enc_digest), static_cast<std::size_t>(ASN1_STRING_length(info->enc_digest)));
    // Written again from the signer, the others and the content: whatever differs is not what was signed, or nothing signs it.
    const Gm again = unsigned_gm(signer, carried.others, content);
    if (again) set_gm_signature(again.get(), value);
    const Bytes expected = again ? der_of(again.get()) : Bytes{};
    if (!check(out, "gm-form", std::equal(expected.begin(), expected.end(), signature.begin(), signature.end()), say(Msg::sign_gm_form))) return out;
    if (!check(out, "signature-value", signature_fits(X509_get0_pubkey(signer), signed_part(again.get()), value), "SM2, SM3")) return out;
    check_gm_signer(out, carried, trust_paths, crl_paths);
    return out;
}

}  // namespace review
