#pragma once

#include <review/signing.hpp>

namespace review {

Bytes sign_pdf(ByteView pdf, const SigningKey& key, const SignOptions& options);
Bytes sign_xml(ByteView xml, const SigningKey& key, const SignOptions& options);

}  // namespace review
