#pragma once

#include <cstdint>

#include <review/digest.hpp>

namespace review {

// SHA-256 of the first `size` bytes of an open file, read piece by piece: one that is cut short meanwhile ends nothing.
// Throws Errc::io where they are not all there.
Digest sha256_of_file(int fd, std::uint64_t size);

}  // namespace review
