#pragma once

#include <review/signing.hpp>

namespace review {

// sealing.hpp, for each format; `options.time` is set.
Bytes prepare_pdf_seal(ByteView pdf, const SigningKey& key, const SignOptions& options);
Bytes seal_pdf(ByteView prepared, const SigningKey& key);
Bytes unsealed_pdf(ByteView sealed);

Bytes prepare_xml_seal(ByteView xml);
Bytes seal_xml(ByteView prepared, const SigningKey& key, const SignOptions& options);
Bytes unsealed_xml(ByteView sealed);

}  // namespace review
