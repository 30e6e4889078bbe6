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

// What a signature was verified against.
struct TrustedRoots {
    const std::vector<std::string>& paths;
    std::time_t when;
};

// Checks "key-strength", "key-usage", "chain", "carried-certificates".
void check_signer(Verification& verification, const CarriedCertificates& carried, const TrustedRoots& trust);

void verify_pdf(Verification& verification, ByteView pdf, const TrustedRoots& trust);
void verify_xml(Verification& verification, ByteView xml, const TrustedRoots& trust);

// verify_document() as of a moment.
Verification verify_document_at(ByteView document, const std::vector<std::string>& trust_paths, std::time_t when);

}  // namespace review
