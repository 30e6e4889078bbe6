#pragma once

#include <set>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"

namespace review {

// Takes out of the outline every item whose title carries a removed value or that is named in `gone`;
// its children take its place. The links between items are made anew.
void prune_outlines(PoDoFo::PdfMemDocument& document, const RemovedValues& values,
                    const std::set<PoDoFo::PdfReference>& gone, Removals& removals);

}  // namespace review
