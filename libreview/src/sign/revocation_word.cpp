#include "sign/revocation_word.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include "base/messages/sign.hpp"
#include "base/utc_time.hpp"
#include "sign/list_question.hpp"

namespace review {
namespace {

using CertificateChain = std::span<const Certificate>;

constexpr std::time_t ahead = 300;  // seconds that an issuer's clock may be

// OpenSSL knows no id for lists of SM2 authorities.
int pass_sm2(int good, X509_STORE_CTX* context) {
    if (good == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CRL_SIGNATURE_FAILURE) return good;
    X509_CRL* list = X509_STORE_CTX_get0_current_crl(context);
    auto* chain = X509_STORE_CTX_get0_chain(context);
    X509* issuer = sk_X509_num(chain) > 1 ? sk_X509_value(chain, 1) : nullptr;
    return list && issuer && fits_as_sm2(list, issuer) ? 1 : 0;
}

// What OpenSSL makes of one list about the first certificate, whatever the time: X509_V_OK where it does not stand in it,
// X509_V_ERR_CERT_REVOKED, or why the list does not count (of others, forged, indirect, for some reasons only).
int about_first(X509_CRL* list, CertificateChain chain) {
    const Store store(X509_STORE_new());
    X509_STORE_add_cert(store.get(), chain.back().get());
    ListQuestion question(store.get(), list, chain);
    X509_VERIFY_PARAM_set_auth_level(question.rules(), 2);
    // The way to the root was looked at before, as of its time; this is about the list alone.
    X509_VERIFY_PARAM_set_flags(question.rules(), X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_CTX_set_verify_cb(question.context(), pass_sm2);
    return question.answer();
}

struct OneList {
    X509_CRL* list;
    std::time_t from, until;
    bool counts_at(std::time_t when) const { return from <= when && when <= until; }
};

// True where an entry excuses what was signed before, and the list is one of today.
bool hear_revoked(RevocationWord& word, const OneList& one, X509* certificate, const ProvenTime& time) {
    const auto said = judge(entry_in(one.list, certificate), certificate, time);
    word.heard = true;
    word.refusal = said.refusal;
    if (!said.later.empty()) word.later = said.later;
    return !said.later.empty() && one.counts_at(time.today);
}

void hear_good(RevocationWord& word, const OneList& one, X509* certificate, const ProvenTime& time) {
    const std::string issuer = name_text(X509_get_issuer_name(certificate));
    if (one.until < time.at) {
        word.fault = say(Msg::sign_list_late, {issuer, utc_text(one.until)});
    } else if (one.from > time.at && seconds_of(X509_get0_notAfter(certificate)) < one.from) {
        // RFC 5280, 3.3: an entry may go once its certificate has expired.
        word.fault = say(Msg::sign_list_forgets, {issuer, utc_text(one.from)});
    } else {
        word.heard = true;
        word.current = word.current || one.counts_at(time.today);
    }
}

std::string why_useless(int said, X509* certificate) {
    const std::string issuer = name_text(X509_get_issuer_name(certificate));
    if (said == X509_V_ERR_CRL_SIGNATURE_FAILURE || said == X509_V_ERR_KEYUSAGE_NO_CRL_SIGN) return say(Msg::sign_list_forged, {issuer});
    return say(Msg::sign_list_useless, {issuer, X509_verify_cert_error_string(said)});
}

}  // namespace

RevocationWord word_of_lists(CertificateChain chain, const std::vector<RevocationList>& lists, const ProvenTime& time) {
    RevocationWord word;
    bool excused_today = false;
    X509* certificate = chain.front().get();
    word.fault = say(Msg::sign_no_list, {name_text(X509_get_issuer_name(certificate))});
    for (const auto& list : lists) {
        if (X509_NAME_cmp(X509_CRL_get_issuer(list.get()), X509_get_issuer_name(certificate)) != 0) continue;
        word.silent = false;
        const OneList one{list.get(), seconds_of(X509_CRL_get0_lastUpdate(list.get())), seconds_of(X509_CRL_get0_nextUpdate(list.get()))};
        const int said = one.from < 0 || one.from > time.today + ahead ? X509_V_ERR_CRL_NOT_YET_VALID : about_first(list.get(), chain);
        if (said == X509_V_ERR_CERT_REVOKED) excused_today = hear_revoked(word, one, certificate, time) || excused_today;
        else if (said == X509_V_OK) hear_good(word, one, certificate, time);
        else word.fault = why_useless(said, certificate);
        if (!word.refusal.empty()) break;
    }
    // A list that says so and is no longer current may have been followed by one that knows of more.
    if (!word.later.empty() && !excused_today) word.refusal = say(Msg::sign_revoked_stale, {word.later});
    return word;
}

RevocationWord word_on_chain(CertificateChain chain, const std::vector<RevocationList>& lists, const ProvenTime& time) {
    RevocationWord all;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        RevocationWord word = word_of_lists(chain.subspan(i), lists, time);
        if (word.refusal.empty() && !word.heard && !word.silent) word.refusal = word.fault;
        if (i == 0) {
            all = std::move(word);
        } else {
            if (all.refusal.empty()) all.refusal = std::move(word.refusal);
            if (all.later.empty()) all.later = std::move(word.later);
        }
        if (!all.refusal.empty()) return all;
    }
    return all;
}

}  // namespace review
