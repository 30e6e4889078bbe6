#include <openssl/x509_vfy.h>

#include <array>

#include <review/certificate.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/sign.hpp"
#include "sign/certificate_path.hpp"
#include "sign/revocation_word.hpp"

namespace review {
namespace {

std::string date_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return "?";
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts)};
}

// A list was not current from or until this.
std::string list_date(const CertificatePath& path, const ASN1_TIME* (*date)(const X509_CRL*)) {
    return path.list ? date_of(date(path.list.get())) : "?";
}

std::string revoked_on(const CertificatePath& path) {
    X509_REVOKED* entry = nullptr;
    if (!path.list || !path.at || X509_CRL_get0_by_cert(path.list.get(), &entry, path.at.get()) == 0) return "?";
    return date_of(X509_REVOKED_get0_revocationDate(entry));
}

std::string sentence(const CertificatePath& path, X509* signer) {
    X509* at = path.at ? path.at.get() : signer;
    const std::string subject = subject_of(at);
    const auto issuer = [&] { return name_text(X509_get_issuer_name(at)); };
    switch (path.error) {
        case X509_V_ERR_CERT_NOT_YET_VALID: return say(Msg::sign_untrusted_early, {subject, date_of(X509_get0_notBefore(at))});
        case X509_V_ERR_CERT_HAS_EXPIRED: return say(Msg::sign_untrusted_late, {subject, date_of(X509_get0_notAfter(at))});
        case X509_V_ERR_CERT_REVOKED: return say(Msg::sign_revoked, {subject, revoked_on(path)});
        case X509_V_ERR_UNABLE_TO_GET_CRL: return say(Msg::sign_no_list, {issuer()});
        case X509_V_ERR_CRL_HAS_EXPIRED: return say(Msg::sign_list_late, {issuer(), list_date(path, X509_CRL_get0_nextUpdate)});
        case X509_V_ERR_CRL_NOT_YET_VALID: return say(Msg::sign_list_early, {issuer(), list_date(path, X509_CRL_get0_lastUpdate)});
        case X509_V_ERR_CRL_SIGNATURE_FAILURE:
        case X509_V_ERR_KEYUSAGE_NO_CRL_SIGN: return say(Msg::sign_list_forged, {issuer()});
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return say(Msg::sign_untrusted_issuer, {subject, issuer()});
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: return say(Msg::sign_untrusted_root, {subject});
        default: return say(Msg::sign_untrusted_other, {subject, X509_verify_cert_error_string(path.error)});
    }
}

// Files and certificates of one question.
struct TrustQuestion {
    Certificate signer;
    std::vector<Certificate> others, roots;
    std::vector<RevocationList> lists;
};

// Empty where the certificate can be asked about.
std::string read_question(TrustQuestion& asked, ByteView certificate_der, const std::vector<Bytes>& chain, const std::vector<std::string>& trust_paths,
                          const std::vector<std::string>& crl_paths) {
    for (const auto& path : trust_paths) {
        for (auto& root : read_certificates(path, Errc::bad_config)) asked.roots.push_back(std::move(root));
    }
    asked.lists = read_lists(crl_paths);
    asked.signer = certificate_of_der(certificate_der);
    if (!asked.signer) return say(Msg::sign_not_certificate);
    for (const auto& der : chain) {
        asked.others.push_back(certificate_of_der(der));
        if (!asked.others.back()) return say(Msg::sign_not_certificate);
    }
    if (asked.roots.empty()) return say(Msg::sign_no_trust);
    const std::string subject = subject_of(asked.signer.get());
    EVP_PKEY* key = X509_get0_pubkey(asked.signer.get());
    if (!signs_statements(key)) return say(Msg::sign_untrusted_key, {subject, key ? algorithm_of(key) : "?"});
    if (!may_sign(asked.signer.get())) return say(Msg::sign_key_usage, {subject});
    return {};
}

}  // namespace

std::string why_no_path(const CertificatePath& path, X509* signer) { return path.error == X509_V_OK ? std::string() : sentence(path, signer); }

std::string why_not_trusted(ByteView certificate_der, const std::vector<Bytes>& chain, const std::vector<std::string>& trust_paths,
                            const std::vector<std::string>& crl_paths, std::int64_t when) {
    TrustQuestion asked;
    const auto fault = read_question(asked, certificate_der, chain, trust_paths, crl_paths);
    if (!fault.empty()) return fault;
    return why_no_path(path_to_root(asked.signer.get(), asked.others, asked.roots, asked.lists, when), asked.signer.get());
}

PastTrust trust_at(const TimeStamp& stamp, ByteView certificate_der, const std::vector<Bytes>& chain, const std::vector<std::string>& trust_paths,
                   const std::vector<std::string>& crl_paths) {
    TrustQuestion asked;
    const auto fault = read_question(asked, certificate_der, chain, trust_paths, crl_paths);
    if (!fault.empty()) return {fault, {}};
    const auto path = path_to_root(asked.signer.get(), asked.others, asked.roots, {}, stamp.time);
    if (path.error != X509_V_OK) return {sentence(path, asked.signer.get()), {}};
    if (asked.lists.empty()) return {};
    auto word = word_on_chain(path.found, asked.lists, {static_cast<std::time_t>(stamp.time), std::time(nullptr)});
    if (word.refusal.empty() && !word.heard) word.refusal = say(Msg::sign_no_list, {name_text(X509_get_issuer_name(asked.signer.get()))});
    if (word.refusal.empty() && !word.later.empty() && !stamp.looked_up) word.refusal = say(Msg::sign_revoked_unwitnessed, {word.later, stamp.authority});
    if (!word.refusal.empty()) return {word.refusal, {}};
    return {{}, word.later};
}

}  // namespace review
