#include "sign/revocation_entry.hpp"

#include <openssl/err.h>

#include <algorithm>

#include "base/messages/sign.hpp"
#include "base/utc_time.hpp"
#include "sign/certificate.hpp"

namespace review {
namespace {

constexpr std::time_t clocks_differ = 300;  // seconds: between an issuer's clock and that of a time-stamp authority

using InvalidityDate = Owned<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free>;

// `there`: as X509V3_get_d2i() tells it; -1: it is not.
std::time_t not_after(std::time_t from, const void* invalid, int there) {
    if (invalid) return std::min(from, seconds_of(static_cast<const ASN1_GENERALIZEDTIME*>(invalid)));
    return there == -1 ? from : -1;  // it is there and cannot be read, or twice
}

// Of a key that may have been in other hands nobody knows since when; a reason that is not told may be that one.
const char* harmless_reason(int reason) {
    switch (reason) {
        case CRL_REASON_AFFILIATION_CHANGED: return "affiliationChanged";
        case CRL_REASON_SUPERSEDED: return "superseded";
        case CRL_REASON_CESSATION_OF_OPERATION: return "cessationOfOperation";
        case CRL_REASON_PRIVILEGE_WITHDRAWN: return "privilegeWithdrawn";
        default: return nullptr;
    }
}

// RFC 3161, 4, 1: for these reasons the tokens of before stay valid by their own time. An unspecified reason, which it lets pass
// where it is written out, is none here.
bool leaves_tokens_valid(int reason) {
    return reason == CRL_REASON_AFFILIATION_CHANGED || reason == CRL_REASON_SUPERSEDED || reason == CRL_REASON_CESSATION_OF_OPERATION;
}

}  // namespace

RevocationEntry entry_in(X509_CRL* list, X509* certificate) {
    RevocationEntry entry;
    X509_REVOKED* found = nullptr;
    if (X509_CRL_get0_by_cert(list, &found, certificate) == 0 || !found) return entry;
    int there = 0;
    const Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(found, NID_crl_reason, &there, nullptr)));
    if (reason) entry.reason = static_cast<int>(ASN1_ENUMERATED_get(reason.get()));
    const InvalidityDate invalid(static_cast<ASN1_GENERALIZEDTIME*>(X509_REVOKED_get_ext_d2i(found, NID_invalidity_date, &there, nullptr)));
    entry.from = not_after(seconds_of(X509_REVOKED_get0_revocationDate(found)), invalid.get(), there);
    ERR_clear_error();
    return entry;
}

RevocationEntry entry_in(OCSP_SINGLERESP* answer) {
    RevocationEntry entry;
    ASN1_GENERALIZEDTIME *revoked = nullptr, *from = nullptr, *until = nullptr;
    if (OCSP_single_get0_status(answer, &entry.reason, &revoked, &from, &until) != V_OCSP_CERTSTATUS_REVOKED) return {};
    int there = 0;
    const InvalidityDate invalid(static_cast<ASN1_GENERALIZEDTIME*>(OCSP_SINGLERESP_get1_ext_d2i(answer, NID_invalidity_date, &there, nullptr)));
    entry.from = not_after(seconds_of(revoked), invalid.get(), there);
    ERR_clear_error();
    return entry;
}

RevocationJudgement judge(const RevocationEntry& entry, X509* certificate, const ProvenTime& time) {
    const std::string who = subject_of(certificate), day = entry.from < 0 ? "?" : utc_text(entry.from);
    const char* reason = harmless_reason(entry.reason);
    if (time.alone) return {say(Msg::sign_revoked_witness, {who, day}), {}};
    if (!reason) return {say(Msg::sign_revoked_reason, {who, day}), {}};
    const auto since = [&](std::time_t when) { return entry.from >= 0 && entry.from >= when + clocks_differ; };
    const std::time_t signed_at = time.named && leaves_tokens_valid(entry.reason) ? std::min(*time.named, time.at) : time.at;
    if (!since(signed_at)) return {say(Msg::sign_revoked_before, {who, day, utc_text(signed_at)}), {}};
    return {{}, say(Msg::sign_revoked_later, {who, day, reason, utc_text(signed_at)})};
}

}  // namespace review
