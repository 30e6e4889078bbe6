#pragma once

#include <podofo/podofo.h>

namespace review {

// Whether two forms or pictures are the same object but for its number: keys, values and what streams say when their
// filters are undone. A copy that lost nothing need not stand in for the original: cutting again changes nothing.
bool is_same_drawing(const PoDoFo::PdfObject& one, const PoDoFo::PdfObject& other);

}  // namespace review
