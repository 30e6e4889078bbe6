#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/visible_signature.hpp>

namespace review {

// What a reader needs to check the signature years later (ISO 32000-2, 12.8.4.3), each in DER.
struct ValidationBytes {
    std::vector<Bytes> certificates;
    std::vector<Bytes> lists;      // X.509 CRLs
    std::vector<Bytes> responses;  // OCSP
    bool empty() const { return certificates.empty() && lists.empty() && responses.empty(); }
};

// What the file says besides the signature.
struct SlotFields {
    std::string reason;
    std::string location;
    std::string name;
    std::string time;  // "D:20260301120000Z", ISO 32000-1, 7.9.4
    ValidationBytes validation{};  // becomes /DSS of the catalogue
    std::optional<VisibleSignature> look{};
};

// A PDF of one revision with room for a signature. The signature is over the file without the
// angle-bracketed hex string: byte_range[0..1] and byte_range[2..3] are offset and length.
struct SignatureSlot {
    Bytes bytes;
    std::array<std::uint64_t, 4> byte_range{};
    std::uint64_t contents_begin = 0;  // the hex digits between < and >
    std::uint64_t contents_end = 0;
    Digest digest;  // SHA-256 of what the signature is over
};

// Certifying signature, no change permitted (DocMDP P 1), ETSI.CAdES.detached; the field is invisible and on page 1, or as
// `look` says. `reserved_bytes` is the room for the CMS. Throws Errc::refused where there is a signature, or the look would cover
// something; Errc::bad_config where the look cannot be.
SignatureSlot prepare_signature_slot(ByteView pdf, const SlotFields& fields, std::size_t reserved_bytes = 16384);

// Done by prepare_signature_slot(): gives a file of our writer its /ID (ISO 32000-1, 14.4), the digest of all that stands before its table but
// the slot, so that it depends on what was written and on nothing else; and the slot its digest.
void identify_signature_slot(SignatureSlot& slot);

// Throws Errc::limit where the signature does not fit: prepare again with more room.
void fill_signature_slot(SignatureSlot& slot, ByteView cms_der);

}  // namespace review
