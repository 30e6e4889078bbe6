#pragma once

#include <map>
#include <set>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"

namespace review {

// Leaves in every object the catalogue reaches only the keys the allow-list has for its role, and no
// string that carries a removed value. `pages` are the pages of the document and their numbers: no
// other page is reachable afterwards. Content streams are cleaned of what is not drawn.
// Those in `clean` are clean but for the numbers of tags, and stay as they are.
// Throws Errc::refused where a name that carries a value cannot go.
void sweep(PoDoFo::PdfMemDocument& document, const std::map<PoDoFo::PdfReference, std::uint32_t>& pages,
           const RemovedValues& values, Removals& removals, const std::set<PoDoFo::PdfReference>& clean = {});

}  // namespace review
