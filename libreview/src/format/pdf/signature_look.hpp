#pragma once

#include <podofo/podofo.h>

#include <review/visible_signature.hpp>

namespace review::pdf {

// Where the widget of a signature field goes, and the form that shows it.
struct SignatureLook {
    PoDoFo::PdfObject* page = nullptr;
    PoDoFo::PdfArray rectangle;
    PoDoFo::PdfReference appearance;
};

// Throws Errc::bad_config where there is no such page, the place is not on it, the text has nothing to print, no font or no room;
// Errc::refused where the page has something there, or nobody can tell.
SignatureLook look_of_signature(PoDoFo::PdfMemDocument& document, const VisibleSignature& visible);

}  // namespace review::pdf
