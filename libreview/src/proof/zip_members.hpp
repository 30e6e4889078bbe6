#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review {

struct ZipPiece {
    std::string name;
    Bytes bytes;         // inflated
    bool plain = true;   // no extra field, no comment, the time every output has
};

// A reader of zip files that shares nothing with the one of format/zip but zlib: from the local headers on, front to back,
// then compared with the central directory. nullopt: it is no zip file, or a byte of it belongs to no member.
std::optional<std::vector<ZipPiece>> zip_pieces(ByteView file, std::uint64_t most_bytes);

}  // namespace review
