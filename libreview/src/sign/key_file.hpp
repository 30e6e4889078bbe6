#pragma once

#include <string>

#include <review/bytes.hpp>

#include "sign/openssl_handles.hpp"

namespace review {

// A whole file of keys, certificates or lists, in memory that is wiped. Throws Errc::io, Errc::limit over 16 MiB.
Bio open_key_file(const std::string& path);

// What is left to read.
ByteView left_in(const Bio& file);

// PEM is text, and every DER value here is a SEQUENCE (X.690, 8.9).
bool is_der(const Bio& file);

}  // namespace review
