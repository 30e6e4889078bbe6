#pragma once

#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"

namespace review {

// Leaves in the resources of every page, and of every form, pattern and Type 3 font the pages draw with,
// only the names their content uses (ISO 32000-1, 7.8.3). What no content names any more - the original
// of a form that was cut wherever it stood, a picture nobody placed - is unreachable afterwards.
// A stream that cannot be parsed keeps all its names. Returns the fonts that are left, as they are reached.
// PostScript that no viewer runs becomes an empty form. `/Contents` of each page is one stream by now.
// Throws PoDoFo::PdfError or Errc::limit.
std::vector<PoDoFo::PdfObject*> drop_unused_resources(PoDoFo::PdfMemDocument& document, const std::vector<PoDoFo::PdfReference>& pages,
                                                     Removals& removals);

}  // namespace review
