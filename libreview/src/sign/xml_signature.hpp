#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

#include "base/base64.hpp"
#include "sign/raw_signature.hpp"

namespace review {

// What varies in an enveloped XAdES-BES signature (ETSI EN 319 132-1) of ours. Everything else is
// fixed, and the verifier writes the signature again from these and compares: no transform, no
// reference and no place to hide anything is left to interpret.
struct XmlSignature {
    std::string id;                  // prefix of the identifiers
    bool elliptic = false;           // ecdsa-sha256, else rsa-sha256
    std::string document_digest;     // base64, as all below
    std::string properties_digest;
    std::string value;
    std::vector<std::string> certificates;  // the signer's first
    std::string certificate_digest;
    std::string time;                // "2026-03-01T12:00:00Z"
    std::string time_stamp;          // over the SignatureValue element; empty: none

    std::string signature_id() const { return id; }
    std::string document_id() const { return id + "-document"; }
    std::string properties_id() const { return id + "-properties"; }

    // In exclusive canonical form; all but the first as they are digested, apart from the rest.
    std::string text() const;
    std::string signed_info_text() const;
    std::string value_text() const;
    std::string properties_text() const;
};


}  // namespace review
