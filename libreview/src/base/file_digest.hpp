#pragma once

#include <cstdint>
#include <initializer_list>

#include <review/digest.hpp>

namespace review {

// SHA-256 of the first `size` bytes of an open file, read piece by piece: one that is cut short meanwhile ends nothing.
// Throws Errc::io where they are not all there.
Digest sha256_of_file(int fd, std::uint64_t size);

// Of several stretches, one after another, as if they were one.
Digest sha256_in_pieces(std::initializer_list<ByteView> pieces);

}  // namespace review
