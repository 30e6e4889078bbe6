#pragma once

#include <optional>
#include <string>

#include <review/bytes.hpp>

namespace review {

// The digest of some bytes in base64, by an algorithm's name or object identifier: SM3 (GB/T 32905), SHA-1, SHA-2, MD5.
// None: it is not known here. To compare with what a document says of itself, not to rely on.
std::optional<std::string> base64_digest(const std::string& algorithm, ByteView data);

}  // namespace review
