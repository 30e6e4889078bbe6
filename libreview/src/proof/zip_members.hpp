#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/evidence.hpp>

#include "proof/needles.hpp"

namespace review {

struct ZipPiece {
    std::string name;
    Bytes bytes;         // inflated
    bool plain = true;   // no extra field, no comment, the time every output has
};

// A reader of zip files that shares nothing with the one of format/zip but zlib: from the local headers on, front to back,
// then compared with the central directory. nullopt: it is no zip file, or a byte of it belongs to no member.
std::optional<std::vector<ZipPiece>> zip_pieces(ByteView file, std::uint64_t most_bytes);

// A zip file of any program, read by its directory: times, extra fields and sizes behind the data are usual there (APPNOTE.TXT 4.3.9).
// nullopt: a member cannot be read, or two of them share bytes.
struct AnyZip {
    std::vector<ZipPiece> pieces;
    Bytes rest;  // every byte that is no member's content
};
std::optional<AnyZip> any_zip(ByteView file, std::uint64_t most_bytes);

// Whose output is looked at: of our own every byte is known; of another program's only the values count.
enum class ZipOf { ours, anybody };
// The members as an eye reads them; bytes of no member are searched. nullopt, with a doubt: they cannot be read.
std::optional<std::vector<ZipPiece>> members_to_look_at(ByteView file, ZipOf whose, std::uint64_t most_bytes, Needles& needles, Evidence& evidence);

}  // namespace review
