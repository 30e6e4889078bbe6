#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include <review/limits.hpp>

namespace review::pdf {

struct PictureFilter {
    std::string name;                        // in full: "FlateDecode"
    const PoDoFo::PdfObject* parameters = nullptr;
};

// What the dictionary of a picture says (ISO 32000-1, tables 89 and 93).
struct PictureKeys {
    std::uint32_t width = 0, height = 0;
    std::uint32_t bits = 0;       // JPX: 0, the data say
    bool stencil = false;         // ImageMask
    std::vector<double> decode;
    const PoDoFo::PdfObject* space = nullptr;
    std::vector<PictureFilter> filters;
    bool has_filter(const char* name) const { return !filters.empty() && filters.back().name == name; }
};

// /Filter and /DecodeParms of any stream, either of them one or an array. Throws Errc::malformed, unsupported.
std::vector<PictureFilter> filters_of(const PoDoFo::PdfObject& stream, PoDoFo::PdfVecObjects& objects);

// Throws Errc::malformed, unsupported.
PictureKeys keys_of(const PoDoFo::PdfObject& picture, PoDoFo::PdfVecObjects& objects);

// Table 94: names of inline pictures in full.
std::string full_filter_name(const std::string& name);

}  // namespace review::pdf
