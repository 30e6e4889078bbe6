#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review {

struct WrittenPdf {
    Bytes bytes;
    std::map<PoDoFo::PdfReference, std::uint64_t> offsets;  // old reference -> byte of "n 0 obj"
};

// One whole revision: the objects the catalogue reaches and nothing else, numbered in the order they
// are reached, a classical cross-reference table, no Info, no dates, no producer. Equal graphs give
// equal bytes. Unfiltered streams are deflated. Throws Errc::limit where values nest too deep.
WrittenPdf write_pdf(const PoDoFo::PdfVecObjects& objects, const PoDoFo::PdfObject& catalogue);

}  // namespace review
