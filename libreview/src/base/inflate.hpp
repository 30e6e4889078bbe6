#pragma once

#include <cstdint>
#include <optional>

#include <review/bytes.hpp>

namespace review {

struct Inflated {
    Bytes bytes;            // what could be inflated
    bool whole = false;     // the stream ended as it should, checksum included
    std::size_t used = 0;   // bytes of the input that belong to the stream
};

// Inflates a zlib stream (RFC 1950) as far as it goes. Throws Errc::limit past `most`.
// nullopt: there is no zlib stream here at all.
std::optional<Inflated> inflate_zlib(ByteView deflated, std::uint64_t most);

// The same, and stops at `most` bytes instead: what follows them is not looked at.
std::optional<Inflated> inflate_at_most(ByteView deflated, std::uint64_t most);

// The same for a stream without header and checksum (RFC 1951), as in zip files.
std::optional<Inflated> inflate_raw_at_most(ByteView deflated, std::uint64_t most);

// Level 6, one call, deterministic.
Bytes deflate_zlib(ByteView plain);

}  // namespace review
