#pragma once

#include <cstdint>
#include <optional>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review {

struct DecodedStream {
    Bytes bytes;
    bool whole = false;  // false: damaged, and this is how far it goes
};

// A stream with its filters undone. None: there is a filter nobody undoes, an image filter among them, or
// nothing could be undone. Throws Errc::limit past `most`.
std::optional<DecodedStream> decode_stream(const PoDoFo::PdfObject& object, std::uint64_t most);

// The same where there has to be something: throws PoDoFo::PdfError where filters cannot be undone.
Bytes filtered_stream(const PoDoFo::PdfObject& object);

// The bytes of a stream as the file holds them, filters and all.
Bytes raw_stream(const PoDoFo::PdfObject& object);

// Replaces a stream by unfiltered data.
void set_stream(PoDoFo::PdfObject& object, ByteView data);

}  // namespace review
