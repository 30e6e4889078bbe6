#pragma once

#include <cstddef>
#include <vector>

#include <review/bytes.hpp>

namespace review::pdf {

// Where the revisions of a file end (ISO 32000-1, 7.5.6): past each %%EOF that closes one, oldest
// first; also where a later one leads back by /Prev to one whose mark is gone. The first half of a linearised file is none, nor is a
// PDF embedded without compression.
std::vector<std::size_t> revision_ends(ByteView file);

// Bytes after the last end that are no white space; 0: none.
std::size_t bytes_after_end(ByteView file);

}  // namespace review::pdf
