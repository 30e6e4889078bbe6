#pragma once

#include <memory>

#include <podofo/podofo.h>

#include <review/bytes.hpp>

namespace review {

// PoDoFo's objects of a file that is whole: no recovery is tried here. Throws PoDoFo::PdfError, or
// Errc::encrypted where a password stands in the way.
std::unique_ptr<PoDoFo::PdfMemDocument> load_pdf(ByteView pdf);

}  // namespace review
