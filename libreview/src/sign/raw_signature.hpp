#pragma once

#include <review/bytes.hpp>

namespace review {

// Elliptic signatures: r and s side by side, as XML (RFC 4050, 3.3) and devices have them, and in DER as OpenSSL does.
// Empty where it cannot be done.
Bytes raw_of_der(ByteView der, std::size_t field_bytes);
Bytes der_of_raw(ByteView raw);

}  // namespace review
