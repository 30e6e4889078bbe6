#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "base/messages/stamp.hpp"
#include "sign/list_question.hpp"
#include "sign/validation_data.hpp"

namespace review {
namespace {

using Basic = Owned<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using Id = Owned<OCSP_CERTID, OCSP_CERTID_free>;

// A responder without nextUpdate has newer information at any time (RFC 6960, 4.2.2.1): its answer counts for a day.
constexpr std::time_t day = 24 * 3600;
constexpr std::time_t skew = 300;  // between its clock and that of a time-stamp authority

bool strong_signature(int signature) {
    int digest = NID_undef;
    return OBJ_find_sigid_algs(signature, &digest, nullptr) == 1 && digest != NID_md5 && digest != NID_sha1;
}

// The issuer answers himself, or lets another do so of whom he says that nobody need ask about him.
bool may_answer(OCSP_BASICRESP* basic, STACK_OF(X509) * chain, X509* issuer) {
    X509* responder = nullptr;
    if (OCSP_resp_get0_signer(basic, &responder, chain) != 1) return false;
    return same(responder, issuer) || X509_get_ext_by_NID(responder, NID_id_pkix_OCSP_noCheck, -1) >= 0;
}

// No bytes but those that are needed: the responder's certificate, or ones of the chain.
bool carries_strangers(OCSP_BASICRESP* basic, STACK_OF(X509) * stack, Chain chain) {
    X509* responder = nullptr;
    OCSP_resp_get0_signer(basic, &responder, stack);
    const auto* carried = OCSP_resp_get0_certs(basic);
    for (int i = 0; i < sk_X509_num(carried); ++i) {
        X509* one = sk_X509_value(carried, i);
        const bool known = same(one, responder) ||
                           std::any_of(chain.begin(), chain.end(), [&](const Certificate& step) { return same(step.get(), one); });
        if (!known) return true;
    }
    return false;
}

bool is_about(OCSP_SINGLERESP* single, X509* certificate, X509* issuer) {
    const OCSP_CERTID* noted = OCSP_SINGLERESP_get0_id(single);
    ASN1_OBJECT* algorithm = nullptr;
    OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, const_cast<OCSP_CERTID*>(noted));
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    const Id asked(digest ? OCSP_cert_to_id(digest, certificate, issuer) : nullptr);
    return asked && OCSP_id_cmp(asked.get(), noted) == 0;
}

RevocationStatus revoked_by(const RevocationEntry& entry, X509* certificate, const ProvenTime* proven) {
    if (!proven) return {Revocation::revoked, say(Msg::stamp_revoked, {subject_of(certificate)})};
    auto said = judge(entry, certificate, *proven);
    if (!said.refusal.empty()) return {Revocation::revoked, std::move(said.refusal)};
    return {Revocation::revoked_later, std::move(said.later)};
}

RevocationStatus status_of(OCSP_SINGLERESP* single, X509* certificate, std::time_t when, const ProvenTime* proven) {
    ASN1_GENERALIZEDTIME *revoked = nullptr, *from = nullptr, *until = nullptr;
    int reason = 0;
    const int status = OCSP_single_get0_status(single, &reason, &revoked, &from, &until);
    const std::time_t begin = seconds_of(from), end = until ? seconds_of(until) : begin + day;
    const bool current = begin >= 0 && begin <= when + skew && when <= end;
    // An answer that is not current may have been followed by one that knows of a worse reason.
    if (status == V_OCSP_CERTSTATUS_REVOKED) return revoked_by(entry_in(single), certificate, current ? proven : nullptr);
    return {status == V_OCSP_CERTSTATUS_GOOD && current ? Revocation::good : Revocation::unknown};
}

}  // namespace

RevocationStatus status_in(X509_CRL* list, Chain chain, const TrustedRoots& trust, const ProvenTime* proven) {
    if (!X509_CRL_get0_nextUpdate(list) || !strong_signature(X509_CRL_get_signature_nid(list))) return {};
    const Store store = store_of(trust);
    const int said = ListQuestion(store.get(), list, chain).answer();
    if (said == X509_V_ERR_CERT_REVOKED) return revoked_by(entry_in(list, chain.front().get()), chain.front().get(), proven);
    return {said == X509_V_OK ? Revocation::good : Revocation::unknown};
}

RevocationStatus status_in(OCSP_RESPONSE* response, Chain chain, const TrustedRoots& trust, const ProvenTime* proven) {
    const Basic basic(OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL ? OCSP_response_get1_basic(response)
                                                                                        : nullptr);
    if (!basic || chain.size() < 2 || OCSP_resp_count(basic.get()) != 1) return {};
    X509* issuer = chain[1].get();
    const CertificateStack stack(sk_X509_new_null());
    for (const auto& step : chain.subspan(1)) sk_X509_push(stack.get(), step.get());
    const ASN1_OBJECT* algorithm = nullptr;
    X509_ALGOR_get0(&algorithm, nullptr, nullptr, OCSP_resp_get0_tbs_sigalg(basic.get()));
    OCSP_SINGLERESP* single = OCSP_resp_get0(basic.get(), 0);
    const bool fits = strong_signature(OBJ_obj2nid(algorithm)) && is_about(single, chain.front().get(), issuer) &&
                      OCSP_basic_verify(basic.get(), stack.get(), store_of(trust).get(), 0) == 1 &&
                      may_answer(basic.get(), stack.get(), issuer) && !carries_strangers(basic.get(), stack.get(), chain);
    ERR_clear_error();
    return fits ? status_of(single, chain.front().get(), trust.when, proven) : RevocationStatus{};
}

}  // namespace review
