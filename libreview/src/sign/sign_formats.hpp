#pragma once

#include <review/signing.hpp>

#include "sign/cms.hpp"
#include "sign/pdf_signature.hpp"

namespace review {

// sealing.hpp, for each format; `options.time` is set.
// Both steps at once.
SealedPdf sign_pdf(ByteView pdf, const SigningKey& key, const SignOptions& options);
Bytes prepare_pdf_seal(ByteView pdf, const SigningKey& key, const SignOptions& options);
SealedPdf seal_pdf(ByteView prepared, const SigningKey& key, const SignOptions& options);
Bytes unsealed_pdf(ByteView sealed);

// With one more archive time stamp. Throws Errc::refused for a file that is not of level lt or lta.
Bytes archive_pdf(ByteView pdf, const SignOptions& options);

// Asks the authority of options.tsa; nullptr at level b.
Stamp stamp_by(const SignOptions& options);

Bytes prepare_xml_seal(ByteView xml);
Bytes seal_xml(ByteView prepared, const SigningKey& key, const SignOptions& options);
Bytes unsealed_xml(ByteView sealed);

}  // namespace review
