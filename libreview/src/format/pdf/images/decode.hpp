#pragma once

#include <optional>
#include <string>

#include <podofo/podofo.h>

#include <review/limits.hpp>

#include "format/pdf/images/colours.hpp"
#include "format/pdf/images/picture_keys.hpp"
#include "format/pdf/images/samples.hpp"

namespace review::pdf {

// A picture as far as it has to be decoded: DCT stays as it is.
struct Decoded {
    ColourSpace space;
    Samples samples;
    std::vector<double> decode;   // what the Decode array says of the samples
    std::string device_space;     // of a JPX whose dictionary names none
    bool scaled = false;          // samples have other values than in the file
    bool is_jpeg = false;
    Bytes jpeg;
    int transform = -1;           // of DCT: ColorTransform; -1: none
};

// Throws Errc::malformed, unsupported, or limit before it takes more memory than `limits` allow.
Decoded decode_picture(const PoDoFo::PdfObject& picture, const PictureKeys& keys, PoDoFo::PdfVecObjects& objects,
                       const Limits& limits);

// Whether that can be done to its last sample, those of its masks included. Readers draw what there is of one that breaks off.
bool decodes_whole(const PoDoFo::PdfObject& picture, PoDoFo::PdfVecObjects& objects, const Limits& limits);

}  // namespace review::pdf
