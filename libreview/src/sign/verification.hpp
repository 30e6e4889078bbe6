#pragma once

#include <ctime>
#include <string_view>

#include <review/signing.hpp>

#include "base/messages/sign.hpp"
#include "sign/certificate.hpp"

namespace review {

// Notes one check and says whether it passed, so that a verifier reads
// `if (!check(...)) return;`.
inline bool check(Verification& verification, std::string_view name, bool passed, std::string detail) {
    verification.checks.push_back({std::string(name), passed, std::move(detail)});
    return passed;
}

// The certificates a signature carries: the signer's and others, unordered.
struct CarriedCertificates {
    Certificate signer;
    std::vector<Certificate> others;
};

// Revocation lists that the reader brings, beside those a file carries.
struct ReaderLists {
    const std::vector<std::string>& paths;
    std::time_t today;
    bool unstamped = true;  // they are asked about a signature without a time stamp, too, as of today
};

// What a signature was verified against.
struct TrustedRoots {
    const std::vector<std::string>& paths;
    std::time_t when;
    const ReaderLists* lists = nullptr;
    bool archived = false;  // `when` is the time of an archive time stamp over the seal
};

// Checks "key-strength", "key-usage", "chain", "carried-certificates".
void check_signer(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust);

struct SealedPdf;
void verify_pdf(Verification& verification, ByteView pdf, const TrustedRoots& trust, const SealedPdf* sealed = nullptr);
void verify_xml(Verification& verification, ByteView xml, const TrustedRoots& trust);

// verify_document() as of a moment.
Verification verify_document_at(ByteView document, const std::vector<std::string>& trust_paths, std::time_t when, const ReaderLists* lists = nullptr);
// As verify_document(), for one in a bundle: without a time stamp of its own the bundle's word is what lists are asked about.
Verification verify_bundled(ByteView document, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths);

}  // namespace review
