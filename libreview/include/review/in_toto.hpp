#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

// Layouts and links of in-toto 1.x (in-toto-spec.md), as in-toto-verify reads them: a layout says whose words are needed, a link is one
// person's. docs/in-toto.md. Threads: plain data.

// A public key as securesystemslib has it.
struct InTotoKey {
    std::string type, scheme;  // "ecdsa", "ecdsa-sha2-nistp256"
    std::string value;         // PEM without a line end behind it; of Ed25519 64 hexadecimal digits
    std::string id() const;    // SHA-256 of the key's canonical JSON
};

// Whose key it is decides how RSA signs: in-toto-verify takes a layout's keys for RSASSA-PSS alone, those of links as the layout has them.
enum class InTotoSigner { layout, link };

// `algorithm` as CertificateFacts has it. nullopt: in-toto 1.x verifies no such key (SM2, P-384 with SHA-256, RSASSA-PSS alone).
std::optional<InTotoKey> in_toto_key(std::string_view algorithm, std::string_view pem, InTotoSigner signer);
// What `in-toto-verify --layout-keys` reads: PEM for RSA, JSON for the others.
std::string in_toto_key_file(const InTotoKey& key);

// The one file went in with these bytes and came out with those.
struct InTotoLink {
    std::string step, file_name;
    Digest material, product;
    std::string word;  // what it stands for: "approval", "release"
    Digest of_word;    // SHA-256 of that statement's payload
};

// All officers approved one file, and the office sealed what they approved.
struct InTotoLayout {
    std::string file_name;
    std::string expires;              // "2027-03-01T12:00:00Z"
    std::vector<InTotoKey> officers;  // each one's link is needed
    InTotoKey office;
};

inline constexpr std::string_view approve_step = "approve", release_step = "release";

// The bytes that are signed: canonical JSON (OLPC).
std::string in_toto_payload(const InTotoLink& link);
std::string in_toto_payload(const InTotoLayout& layout);

// The file: what was signed, and its one signature. The same bytes for the same values.
struct InTotoSignature {
    std::string key_id;
    Bytes value;
};
std::string in_toto_file(const InTotoLink& link, const InTotoSignature& signature);
std::string in_toto_file(const InTotoLayout& layout, const InTotoSignature& signature);
// Of a file by in_toto_file(); what was signed is not read. Throws Errc::unverified.
InTotoSignature in_toto_signature(std::string_view file);

// "approve.0a1b2c3d.link"
std::string in_toto_link_name(std::string_view step, std::string_view key_id);

}  // namespace review
