#include <openssl/x509_vfy.h>

#include <algorithm>

#include "sign/certificate_path.hpp"
#include "sign/verification.hpp"

namespace review {
namespace {

// Every certificate that came along stands on the chain. Nothing signs the others, so bytes could
// be hidden in them or changed.
bool no_strangers(const CarriedCertificates& carried, const CertificatePath& path) {
    return std::all_of(carried.others.begin(), carried.others.end(), [&](const Certificate& other) {
        return std::any_of(path.found.begin(), path.found.end(), [&](const Certificate& step) { return same(step.get(), other.get()); });
    });
}

void check_chain(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust) {
    std::vector<Certificate> roots;
    for (const auto& path : trust.paths) {
        for (auto& root : read_certificates(path, Errc::bad_config)) roots.push_back(std::move(root));
    }
    const auto path = path_to_root(carried.signer.get(), carried.others, roots, {}, trust.when);
    const bool trusted = path.error == X509_V_OK;
    if (!check(verification, "chain", trusted,
               trusted ? say(Msg::sign_seen_chain, {std::to_string(path.found.size())}) : X509_verify_cert_error_string(path.error))) {
        return;
    }
    check(verification, "carried-certificates", no_strangers(carried, path),
          say(Msg::sign_seen_carried, {std::to_string(carried.others.size())}));
}

}  // namespace

void check_signer(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust) {
    X509* signer = carried.signer.get();
    verification.signer = subject_of(signer);
    EVP_PKEY* key = X509_get0_pubkey(signer);
    if (key) verification.signer_key = spki_of(signer);
    check(verification, "key-strength", signs_documents(key), algorithm_of(key));
    check(verification, "key-usage", may_sign(signer), say(Msg::sign_seen_usage));
    if (trust.paths.empty()) {
        check(verification, "chain", false, say(Msg::sign_no_trust));
        return;
    }
    check_chain(verification, carried, trust);
}

}  // namespace review
