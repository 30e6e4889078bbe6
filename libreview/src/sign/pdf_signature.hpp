#pragma once

#include <string>

#include "sign/pdf_file.hpp"
#include "sign/verification.hpp"

namespace review {

// Where the one signature of a PDF stands and what it says.
struct PdfSignature {
    std::uint64_t object = 0;
    PdfValue dictionary;
};

// Checks "one-revision", "certification" and "one-signature"; throws PdfFault where the file is not
// readable in the plain form. The dictionary is empty where a check failed.
PdfSignature find_signature(Verification& verification, const PdfFile& file);

}  // namespace review
