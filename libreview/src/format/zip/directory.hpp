#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/limits.hpp>

namespace review {

struct ZipMember {
    std::string name;           // UTF-8, as in the central directory
    std::uint64_t packed = 0;   // bytes in the file
    std::uint64_t size = 0;     // bytes when inflated, as it says
    bool directory = false;
};

// Reads the central directory and every local header, and refuses what readers could take for different things: members
// that overlap or are described in two ways, several volumes, encryption, methods other than stored and deflated
// (ISO/IEC 29500-2, annex C.6), names that are no paths in a package, two members of one name, and sizes beyond the limits.
// Members in the order of the directory. `unread`, where given: bytes that are no member's, in gaps and comments. Throws malformed, unsupported, encrypted or limit; messages name members by number.
std::vector<ZipMember> zip_directory(ByteView file, const std::string& draft_name, const Limits& limits,
                                     std::uint64_t* unread = nullptr);

// Begins with a local header, or is an empty archive.
bool is_zip(ByteView file);

}  // namespace review
