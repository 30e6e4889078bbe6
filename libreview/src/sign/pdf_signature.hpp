#pragma once

#include <optional>
#include <string>

#include <review/digest.hpp>

#include "sign/cms.hpp"
#include "sign/pdf_file.hpp"
#include "sign/validation_data.hpp"

namespace review {

// Where the one signature of a PDF stands and what it says.
struct PdfSignature {
    std::uint64_t object = 0;
    PdfValue dictionary;
};

// Checks "one-revision", "certification" and "one-signature"; throws PdfFault where the file is not
// readable in the plain form. The dictionary is empty where a check failed.
PdfSignature find_signature(Verification& verification, const PdfFile& file);

// /DSS of the catalogue: nullopt, and the check "validation-data" fails, where it holds anything but streams of
// DER that nothing else refers to. Throws PdfFault.
std::optional<ValidationData> find_validation(Verification& verification, const PdfFile& file);

// The string /Contents with its brackets; what a signature is over is everything around it.
struct SignedRange {
    std::size_t gap_begin = 0, gap_end = 0;
    bool covers = false;  // /ByteRange says so, from the first byte to the last
};
SignedRange signed_range(const PdfValue& signature, ByteView pdf);
Digest digest_around(ByteView pdf, const SignedRange& range);

// A file as it was signed, and what was signed: whoever verifies it at once need not go through all of it once more where its
// dictionary names that very range. The digest is of the bytes as they are now, since only the gap was written to meanwhile.
struct SealedPdf {
    Bytes bytes;
    SignedRange range;
    Digest around;
};
// The DER in that string, or nothing where it is not hex digits of one case, whole bytes, one DER value and zeros after it.
Bytes der_in(ByteView pdf, const SignedRange& range);

// The signature of a file of one revision, which fits; every check of signing.md up to "cms-form".
std::optional<SeenSignature> find_seal(Verification& verification, const PdfFile& file, ByteView pdf, const SealedPdf* sealed = nullptr);

}  // namespace review
