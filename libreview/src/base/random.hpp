#pragma once

#include <cstddef>

#include <review/bytes.hpp>

namespace review {

// From the kernel's generator (getrandom(2)): for salts and keys. Throws Errc::io where it gives none.
Bytes random_bytes(std::size_t count);

}  // namespace review
