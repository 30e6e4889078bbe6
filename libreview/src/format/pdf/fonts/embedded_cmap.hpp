#pragma once

#include <podofo/podofo.h>

#include "format/pdf/fonts/cmap.hpp"

namespace review::pdf {

// A CMap that is a stream of the file, with the one it builds on: predefined, or another stream (ISO 32000-1,
// 9.7.5.3). A chain of them that is too long, or a ring, ends.
CMap embedded_cmap(const PoDoFo::PdfObject& stream);

}  // namespace review::pdf
