#pragma once

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review {

// What the filters of a stream give. Throws PoDoFo::PdfError or Errc::limit.
Bytes filtered_stream(const PoDoFo::PdfObject& object);

// Replaces a stream by unfiltered data.
void set_stream(PoDoFo::PdfObject& object, ByteView data);

}  // namespace review
