#pragma once

#include <string>

#include <review/bytes.hpp>
#include <review/limits.hpp>

#include "format/pdf/images/filters.hpp"
#include "format/pdf/images/picture_keys.hpp"

namespace review::pdf {

// Data of a picture without the filters that any stream may have, and without CCITT.
struct Undone {
    Bytes data;
    std::string codec;  // what is left to undo: DCTDecode, JPXDecode, JBIG2Decode; "": nothing, these are the samples
    const PoDoFo::PdfObject* parameters = nullptr;
};

// The parameters of Flate and LZW (table 8). Throws Errc::malformed where they are not possible.
Predictor predictor_of(const PoDoFo::PdfObject* parameters, PoDoFo::PdfVecObjects& objects);

// `raw` is the stream as the file has it; samples are `size` bytes, and not one more is returned. Throws
// Errc::malformed where samples are missing, unsupported, limit.
Undone undo_filters(const PictureKeys& keys, ByteView raw, std::uint64_t size, PoDoFo::PdfVecObjects& objects,
                    const Limits& limits);

}  // namespace review::pdf
