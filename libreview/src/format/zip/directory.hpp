#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/limits.hpp>

namespace review {

// Whose names: those of a package are ASCII or UTF-8 (ISO/IEC 29500-2, 6.2.2.2; GB/T 33190-2016, 7.1), those of files as name_readings() says.
enum class ZipNames { of_parts, of_files };

struct ZipMember {
    std::string name;           // UTF-8
    std::string stored;         // as in the central directory
    std::vector<std::string> other_names;  // what other readers take it for; of files only
    std::uint64_t packed = 0;   // bytes in the file
    std::uint64_t size = 0;     // bytes when inflated, as it says
    bool directory = false;
};

// Reads the central directory and every local header, and refuses what readers could take for different things: members
// that overlap or are described in two ways, several volumes, encryption, methods other than stored and deflated
// (ISO/IEC 29500-2, annex C.6), names that are no paths in a package, two members of one name, and sizes beyond the limits.
// Members in the order of the directory. `unread`, where given: bytes that are no member's, in gaps and comments. Throws malformed, unsupported, encrypted or limit; messages name members by number.
std::vector<ZipMember> zip_directory(ByteView file, const std::string& draft_name, const Limits& limits,
                                     std::uint64_t* unread = nullptr, ZipNames names = ZipNames::of_parts);

// Begins with a local header, or is an empty archive.
bool is_zip(ByteView file);

}  // namespace review
